/** What is wrong with a file, by the code of the system's error. */
const READING: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'is a folder, and a file is needed',
  ENOTDIR: 'a file stands where a folder is needed',
  EACCES: 'this user may not open it',
  EPERM: 'this user may not open it',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'the name is too long',
};
const NO_SPACE = new Set(['ENOSPC', 'EDQUOT']);
const CHANGES = new Set(['mkdir', 'write', 'copyfile', 'rename', 'unlink', 'rm', 'ftruncate']);

/** A sentence for a file that cannot be read or written; `undefined` for any other error. */
export function fileTrouble(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return undefined;
  const { code, dest, path, syscall } = error as NodeJS.ErrnoException & { readonly dest?: string };
  const place = dest ?? path ?? 'What is written';
  if (code === undefined) return undefined;
  if (NO_SPACE.has(code)) return `${place}: the disk is full. Free some space.`;
  if (path === undefined)
    // Node does not say which.
    return code === 'EISDIR' ? 'A folder is named where a file is needed.' : undefined;
  if (code === 'EROFS' || CHANGES.has(syscall ?? ''))
    return `${place}: cannot be written (${code}). Name a place where this user may write, or run it in a checkout that is not read-only.`;
  const reason = READING[code];
  return reason === undefined ? undefined : `${place}: ${reason}.`;
}
