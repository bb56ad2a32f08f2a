/** How many calls a second Discord allows a bot. */
export const PER_SECOND = 50;
