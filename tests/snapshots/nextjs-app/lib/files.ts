import './amplify'
import { getUrl, list, remove, uploadData } from 'aws-amplify/storage'

export { isCancelError } from 'aws-amplify/storage'

export interface Folder {
  title: string
  path: (identity: { identityId?: string }) => string
}

export interface StoredFile {
  path: string
  name: string
  /** in bytes */
  size: number
}

/** The folders of amplify/storage/resource.ts. */
export const folders: Folder[] = [
  { title: 'My files', path: ({ identityId }) => `private/${identityId}/` },
  { title: 'Shared', path: () => 'shared/' },
]

/** All files of a folder, in the order of their names. */
export async function listFiles(folder: Folder): Promise<StoredFile[]> {
  const { items } = await list({ path: folder.path, options: { listAll: true } })
  return items.map(({ path, size = 0 }) => ({ path, size, name: path.split('/').at(-1) ?? path }))
}

export interface Upload {
  /** Fails with an error for which `isCancelError` is true when it is cancelled. */
  done: Promise<void>
  cancel: () => void
}

/** Stores a file under its own name; `onProgress` hears the share that has arrived, from 0 to 1. */
export function uploadFile(
  folder: Folder,
  file: File,
  onProgress: (share: number) => void,
): Upload {
  const task = uploadData({
    path: (identity) => folder.path(identity) + file.name,
    data: file,
    options: {
      contentType: file.type || undefined,
      onProgress: ({ transferredBytes, totalBytes }) =>
        onProgress(totalBytes ? transferredBytes / totalBytes : 0),
    },
  })
  return { done: task.result.then(() => {}), cancel: () => task.cancel() }
}

/**
 * Calls `onLink` with a link that shows the file, now and again before each expires, after 15 minutes at the latest.
 * Returns the function that stops it.
 */
export function watchLink(
  { path }: StoredFile,
  onLink: (link: string) => void,
  onError: (error: unknown) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isStopped = false

  async function renew() {
    try {
      const { url, expiresAt } = await getUrl({ path })
      if (isStopped) return
      onLink(url.href)
      timer = setTimeout(renew, Math.max(expiresAt.getTime() - Date.now() - 60_000, 10_000))
    } catch (error) {
      if (!isStopped) onError(error)
    }
  }

  renew()
  return () => {
    isStopped = true
    clearTimeout(timer)
  }
}

export async function deleteFile({ path }: StoredFile): Promise<void> {
  await remove({ path })
}

/** A size as people read it, for example "1.2MB". */
export function formatSize(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte']
  const power = Math.min(Math.floor(Math.log10(bytes || 1) / 3), units.length - 1)
  return new Intl.NumberFormat('en', {
    style: 'unit',
    unit: units[power],
    unitDisplay: 'narrow',
    maximumFractionDigits: 1,
  }).format(bytes / 1000 ** power)
}
