/**
 * Something the person at the keyboard can mend: the message is one sentence that says what to do,
 * so the launcher prints it alone, without a stack trace.
 */
export class Failure extends Error {
  override name = 'Failure'
}

/** Returns the system's error code (`ENOSPC`, `EACCES`, …) of anything thrown, or an empty string. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return ''
  return typeof error.code === 'string' ? error.code : ''
}

/** Returns a readable text for anything thrown. */
export function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/**
 * Turns the file system's errors that people meet into sentences.
 * Returns a Failure for those, and the error itself otherwise.
 */
export function explain(error: unknown, where: string): unknown {
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new Failure(`磁盘已满：请为 ${where} 腾出空间后再启动。(No space left: free some space and start again.)`)
    case 'EACCES':
    case 'EPERM':
      return new Failure(
        `没有权限读写 ${where}：请修改它的所有者，或用 CHUANGWEI_DATA 指定另一个目录。(No permission: change its owner or set CHUANGWEI_DATA.)`,
      )
    case 'EROFS':
      return new Failure(
        `${where} 所在的磁盘是只读的：请用 CHUANGWEI_DATA 指定一个可写的目录。(Read-only: set CHUANGWEI_DATA.)`,
      )
    case 'ENOTDIR':
    case 'EEXIST':
      return new Failure(
        `${where} 不是目录：请移走它，或用 CHUANGWEI_DATA 指定另一个目录。(Not a folder: move it or set CHUANGWEI_DATA.)`,
      )
    default:
      return error
  }
}
