import { useEffect, useReducer, useState, type ChangeEvent } from 'react'
import { messageOf } from '../lib/errors'
import {
  deleteFile,
  folders,
  formatSize,
  linkTo,
  listFiles,
  uploadFile,
  type Folder,
  type StoredFile,
} from '../lib/files'

export function FileList() {
  return (
    <section aria-labelledby="files">
      <h2 id="files">Files</h2>
      {folders.map((folder) => (
        <FolderContents key={folder.title} folder={folder} />
      ))}
    </section>
  )
}

function FolderContents({ folder }: { folder: Folder }) {
  const [files, setFiles] = useState<StoredFile[]>()
  const [uploads, setUploads] = useState<Record<string, number | undefined>>({})
  const [error, setError] = useState<string>()
  const [version, reload] = useReducer((version: number) => version + 1, 0)

  useEffect(() => {
    listFiles(folder).then(setFiles, (problem) => setError(messageOf(problem)))
  }, [folder, version])

  async function attempt(change: Promise<void>, prefix = '') {
    setError(undefined)
    try {
      await change
      reload()
    } catch (problem) {
      setError(prefix + messageOf(problem))
    }
  }

  async function upload(file: File) {
    const report = (share?: number) => setUploads((others) => ({ ...others, [file.name]: share }))
    report(0)
    await attempt(uploadFile(folder, file, report), `${file.name}: `)
    report(undefined)
  }

  function uploadChosen(event: ChangeEvent<HTMLInputElement>) {
    Array.from(event.target.files ?? []).forEach(upload)
    event.target.value = ''
  }

  function retry() {
    setError(undefined)
    reload()
  }

  return (
    <>
      <div className="row">
        <h3>{folder.title}</h3>
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
      {error && (
        <p role="alert">
          {error} <button onClick={retry}>Try again</button>
        </p>
      )}
      {Object.entries(uploads).map(
        ([name, share]) =>
          share !== undefined && (
            <label key={name} className="row">
              Uploading {name}
              <progress value={share} />
            </label>
          ),
      )}
      {!files && !error && <p role="status">Loading files …</p>}
      {files?.length === 0 && <p className="empty">No files yet. Upload the first one.</p>}
      <ul>
        {files?.map((file) => (
          <FileRow key={file.path} file={file} onDelete={() => attempt(deleteFile(file))} />
        ))}
      </ul>
    </>
  )
}

function FileRow({ file, onDelete }: { file: StoredFile; onDelete: () => void }) {
  const [link, setLink] = useState<string>()
  const [error, setError] = useState<string>()

  async function togglePreview() {
    try {
      setLink(link ? undefined : await linkTo(file))
      setError(undefined)
    } catch (problem) {
      setError(messageOf(problem))
    }
  }

  return (
    <li>
      <div className="row">
        <span className="grow">{file.name}</span>
        <small>{formatSize(file.size)}</small>
        <button
          className="quiet"
          aria-label={`Preview ${file.name}`}
          aria-expanded={Boolean(link)}
          onClick={togglePreview}
        >
          Preview
        </button>
        <button className="quiet" aria-label={`Delete ${file.name}`} onClick={onDelete}>
          Delete
        </button>
      </div>
      {error && <p role="alert">{error}</p>}
      {link && (
        <div className="preview">
          {/\.(avif|gif|jpe?g|png|svg|webp)$/i.test(file.name) && (
            <img src={link} alt={file.name} />
          )}
          <a href={link} target="_blank" rel="noreferrer">
            Open {file.name} in a new tab
          </a>
        </div>
      )}
    </li>
  )
}
