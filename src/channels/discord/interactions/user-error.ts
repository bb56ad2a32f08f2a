/** The one error whose text a user sees: a sentence that says what is wrong and what to do. */
export class UserError extends Error {
  override readonly name = 'UserError';
}
