import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import { deleteFile, folders, linkTo, listFiles, uploadFile, type StoredFile } from '../lib/files'
import { FileList } from './FileList'

vi.mock('../lib/files', { spy: true })

const [{ title }] = folders
const photo: StoredFile = { path: 'private/ada/photo.png', name: 'photo.png', size: 1200 }

/** What the first folder shows; the backend holds nothing in the others. */
async function renderFiles(...files: StoredFile[]) {
  vi.mocked(listFiles).mockImplementation(async (folder) => (folder === folders[0] ? files : []))
  render(<FileList />)
  await screen.findAllByText(files.length ? files[0].name : /No files yet/)
}

beforeEach(() => {
  vi.mocked(uploadFile).mockResolvedValue()
  vi.mocked(deleteFile).mockResolvedValue()
  vi.mocked(linkTo).mockResolvedValue('https://example.com/photo.png')
})

test('says when a folder is empty', async () => {
  await renderFiles()
  expect(screen.getAllByText(/No files yet/)).toHaveLength(folders.length)
})

test('uploads a file and shows how far it is', async () => {
  await renderFiles()
  let finish = () => {}
  vi.mocked(uploadFile).mockImplementation((_folder, _file, onProgress) => {
    onProgress(0.5)
    return new Promise((resolve) => (finish = resolve))
  })
  const file = new File(['text'], 'notes.txt')
  await userEvent.upload(screen.getByLabelText(`Upload to ${title}`), file)
  expect(screen.getByLabelText('Uploading notes.txt')).toHaveValue(0.5)

  vi.mocked(listFiles).mockResolvedValue([{ path: 'notes.txt', name: 'notes.txt', size: 4 }])
  finish()
  expect(await screen.findByText('notes.txt')).toBeVisible()
  expect(screen.queryByRole('progressbar')).toBeNull()
})

test('previews and deletes a file', async () => {
  await renderFiles(photo)
  await userEvent.click(screen.getByRole('button', { name: 'Preview photo.png' }))
  const row = within(screen.getByRole('listitem'))
  expect(await row.findByRole('img', { name: 'photo.png' })).toBeVisible()

  await userEvent.click(screen.getByRole('button', { name: 'Delete photo.png' }))
  expect(deleteFile).toHaveBeenCalledWith(photo)
})

test('says which file could not be uploaded, and why', async () => {
  await renderFiles()
  vi.mocked(uploadFile).mockRejectedValue(new Error('Access Denied'))
  const file = new File(['text'], 'notes.txt')
  await userEvent.upload(screen.getByLabelText(`Upload to ${title}`), file)
  expect(await screen.findByRole('alert')).toHaveTextContent('notes.txt: Access Denied')
})
