import { useCallback, useState, type ChangeEvent } from 'react'
import { messageOf } from '../lib/errors'
import {
  deleteFile,
  folders,
  formatSize,
  isCancelError,
  listFiles,
  uploadFile,
  watchLink,
  type Folder,
  type StoredFile,
} from '../lib/files'
import { useAction, useLive, useLoaded, type Watch } from '../lib/hooks'
import { Problem } from './Problem'

export function FileList() {
  return (
    <section aria-labelledby="files">
      <h1 id="files">Files</h1>
      {folders.map((folder) => (
        <FolderContents key={folder.title} folder={folder} />
      ))}
    </section>
  )
}

interface RunningUpload {
  id: string
  name: string
  /** What has arrived, from 0 to 1. */
  share: number
  cancel: () => void
}

function FolderContents({ folder }: { folder: Folder }) {
  const load = useCallback(() => listFiles(folder), [folder])
  const { data: files, error, reload } = useLoaded(load)
  const [uploads, setUploads] = useState<RunningUpload[]>([])
  const [refusal, setRefusal] = useState<string>()

  async function upload(file: File) {
    const id = crypto.randomUUID()
    const showShare = (share: number) =>
      setUploads((all) => all.map((each) => (each.id === id ? { ...each, share } : each)))
    const { done, cancel } = uploadFile(folder, file, showShare)
    setUploads((all) => [...all, { id, name: file.name, share: 0, cancel }])
    try {
      await done
      reload()
    } catch (problem) {
      if (!isCancelError(problem)) setRefusal(`${file.name}: ${messageOf(problem)}`)
    }
    setUploads((all) => all.filter((each) => each.id !== id))
  }

  function uploadChosen(event: ChangeEvent<HTMLInputElement>) {
    setRefusal(undefined)
    Array.from(event.target.files ?? []).forEach(upload)
    event.target.value = ''
  }

  return (
    <>
      <div className="row">
        <h2>{folder.title}</h2>
        <label className="button">
          Upload
          <input
            type="file"
            multiple
            aria-label={`Upload to ${folder.title}`}
            onChange={uploadChosen}
          />
        </label>
      </div>
      <Problem error={refusal} />
      <Problem error={error} onRetry={reload} />
      {uploads.map(({ id, name, share, cancel }) => (
        <div key={id} className="row">
          <label className="grow">
            Uploading {name}
            <progress value={share} />
          </label>
          <button className="quiet" aria-label={`Cancel ${name}`} onClick={cancel}>
            Cancel
          </button>
        </div>
      ))}
      {!files && !error && <p role="status">Loading files …</p>}
      {files?.length === 0 && <p className="empty">No files yet. Upload the first one.</p>}
      <ul>
        {files?.map((file) => (
          <FileRow key={file.path} file={file} onDelete={reload} />
        ))}
      </ul>
    </>
  )
}

interface Props {
  file: StoredFile
  onDelete: () => void
}

function FileRow({ file, onDelete }: Props) {
  const [isShown, setShown] = useState(false)
  const remove = useAction(async () => {
    await deleteFile(file)
    onDelete()
  })

  return (
    <li>
      <div className="row">
        <span className="grow">{file.name}</span>
        <small>{formatSize(file.size)}</small>
        <button
          className="quiet"
          aria-label={`Preview ${file.name}`}
          aria-expanded={isShown}
          onClick={() => setShown(!isShown)}
        >
          Preview
        </button>
        <button
          className="quiet"
          aria-label={`Delete ${file.name}`}
          disabled={remove.isPending}
          onClick={() => remove.run()}
        >
          Delete
        </button>
      </div>
      <Problem error={remove.error} />
      {isShown && <Preview file={file} />}
    </li>
  )
}

function Preview({ file }: { file: StoredFile }) {
  const [link, setLink] = useState<string>()
  const watch = useCallback<Watch<string>>(
    (onLink, onError) => watchLink(file, onLink, onError),
    [file],
  )
  const { error, retry } = useLive(watch, setLink)

  return (
    <div className="preview">
      <Problem error={error} onRetry={retry} />
      {link && (
        <>
          {/\.(avif|gif|jpe?g|png|svg|webp)$/i.test(file.name) && (
            <img src={link} alt={file.name} />
          )}
          <a href={link} target="_blank" rel="noreferrer">
            Open {file.name} in a new tab
          </a>
        </>
      )}
    </div>
  )
}
