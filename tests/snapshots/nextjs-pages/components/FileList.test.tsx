import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import {
  deleteFile,
  folders,
  isCancelError,
  listFiles,
  uploadFile,
  watchLink,
  type StoredFile,
} from '../lib/files'
import { FileList } from './FileList'

vi.mock('../lib/files', { spy: true })

const [{ title }] = folders
const photo: StoredFile = { path: 'private/ada/photo.png', name: 'photo.png', size: 1200 }

const stopWatching = vi.fn()

/** What the first folder shows; the backend holds nothing in the others. */
async function renderFiles(...files: StoredFile[]) {
  vi.mocked(listFiles).mockImplementation(async (folder) => (folder === folders[0] ? files : []))
  render(<FileList />)
  await screen.findAllByText(files.length ? files[0].name : /No files yet/)
}

async function uploadNotes() {
  const file = new File(['text'], 'notes.txt')
  await userEvent.upload(screen.getByLabelText(`Upload to ${title}`), file)
}

beforeEach(() => {
  vi.mocked(uploadFile).mockReturnValue({ done: Promise.resolve(), cancel: () => {} })
  vi.mocked(deleteFile).mockResolvedValue()
  vi.mocked(watchLink).mockImplementation((_file, onLink) => {
    onLink('https://example.com/photo.png')
    return stopWatching
  })
})

test('says when a folder is empty', async () => {
  await renderFiles()
  expect(screen.getAllByText(/No files yet/)).toHaveLength(folders.length)
})

test('uploads a file and shows how far it is', async () => {
  await renderFiles()
  let finish = () => {}
  const done = new Promise<void>((resolve) => (finish = resolve))
  vi.mocked(uploadFile).mockReturnValue({ done, cancel: () => {} })
  await uploadNotes()
  const [, , onProgress] = vi.mocked(uploadFile).mock.lastCall!
  act(() => onProgress(0.5))
  expect(screen.getByLabelText('Uploading notes.txt')).toHaveValue(0.5)

  vi.mocked(listFiles).mockResolvedValue([{ path: 'notes.txt', name: 'notes.txt', size: 4 }])
  finish()
  expect(await screen.findByText('notes.txt')).toBeVisible()
  expect(screen.queryByRole('progressbar')).toBeNull()
})

test('a cancelled upload is no error', async () => {
  await renderFiles()
  let cancel = () => {}
  const done = new Promise<void>((_, reject) => (cancel = () => reject(new Error('Canceled'))))
  vi.mocked(uploadFile).mockReturnValue({ done, cancel })
  vi.mocked(isCancelError).mockReturnValueOnce(true)
  await uploadNotes()
  await userEvent.click(screen.getByRole('button', { name: 'Cancel notes.txt' }))
  expect(screen.queryByRole('progressbar')).toBeNull()
  expect(screen.queryByRole('alert')).toBeNull()
})

test('previews and deletes a file', async () => {
  await renderFiles(photo)
  await userEvent.click(screen.getByRole('button', { name: 'Preview photo.png' }))
  const row = within(screen.getByRole('listitem'))
  expect(await row.findByRole('img', { name: 'photo.png' })).toBeVisible()

  await userEvent.click(screen.getByRole('button', { name: 'Preview photo.png' }))
  expect(row.queryByRole('img')).toBeNull()
  expect(stopWatching).toHaveBeenCalled()

  await userEvent.click(screen.getByRole('button', { name: 'Delete photo.png' }))
  expect(deleteFile).toHaveBeenCalledWith(photo)
})

test('says which file could not be uploaded, and why', async () => {
  await renderFiles()
  vi.mocked(uploadFile).mockImplementation(() => ({
    done: Promise.reject(new Error('Access Denied')),
    cancel: () => {},
  }))
  await uploadNotes()
  expect(await screen.findByRole('alert')).toHaveTextContent('notes.txt: Access Denied')
})
