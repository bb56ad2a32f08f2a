/** A block of code in a Markdown page, such as "```yaml exchange" or "```json answer wallets". */
export interface Snippet {
  readonly language: string;
  /** What it is; '' for a block that is only shown. */
  readonly role: string;
  /** The source that an answer or readings belong to. */
  readonly source: string;
  readonly text: string;
  readonly line: number;
}

/** A piece of configuration, with the answers that stand before it and the readings after it. */
export interface Example {
  readonly yaml: Snippet;
  readonly answers: readonly Snippet[];
  readonly readings: readonly Snippet[];
}

const BLOCK = /^```(\w+)(?: (\w+))?(?: ([\w-]+))?\n([\s\S]*?)^```$/gm;

export function snippetsOf(markdown: string): Snippet[] {
  return Array.from(
    markdown.matchAll(BLOCK),
    ({ 1: language = '', 2: role = '', 3: source = '', 4: text = '', index }) => ({
      language,
      role,
      source,
      text,
      line: markdown.slice(0, index).split('\n').length,
    }),
  );
}

/** The examples of a page: each is an `exchange` or a `part` of one. */
export function examplesOf(snippets: readonly Snippet[]): Example[] {
  const examples: { yaml: Snippet; answers: Snippet[]; readings: Snippet[] }[] = [];
  let answers: Snippet[] = [];
  for (const snippet of snippets) {
    if (snippet.role === 'answer') answers.push(snippet);
    if (snippet.role === 'readings') examples.at(-1)?.readings.push(snippet);
    if (snippet.role === 'exchange' || snippet.role === 'part') {
      examples.push({ yaml: snippet, answers, readings: [] });
      answers = [];
    }
  }
  return examples;
}
