import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
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
import FileList from './FileList.vue'

vi.mock('../lib/files', { spy: true })

const photo: StoredFile = { path: 'private/ada/photo.png', name: 'photo.png', size: 1200 }

/** The list while the backend holds these files in the first folder, and nothing in the others. */
async function mountFiles(...files: StoredFile[]) {
  vi.mocked(listFiles).mockImplementation(async (folder) => (folder === folders[0] ? files : []))
  const list = mount(FileList)
  await flushPromises()
  return list
}

/** Chooses a file to upload to the first folder. */
async function choose(list: VueWrapper, file: File) {
  const input = list.get('input[type=file]')
  Object.defineProperty(input.element, 'files', { value: [file] })
  await input.trigger('change')
}

beforeEach(() => {
  vi.mocked(uploadFile).mockReturnValue({ done: Promise.resolve(), cancel: () => {} })
  vi.mocked(deleteFile).mockResolvedValue()
})

test('says when a folder is empty', async () => {
  const list = await mountFiles()
  expect(list.findAll('.empty')).toHaveLength(folders.length)
})

test('uploads a file and shows how far it is', async () => {
  const list = await mountFiles()
  let finish = () => {}
  vi.mocked(uploadFile).mockImplementation((_folder, _file, onProgress) => {
    onProgress(0.5)
    return { done: new Promise((resolve) => (finish = resolve)), cancel: () => {} }
  })
  await choose(list, new File(['text'], 'notes.txt'))
  expect(list.text()).toContain('Uploading notes.txt')
  expect(list.get('progress').element.value).toBe(0.5)

  vi.mocked(listFiles).mockResolvedValue([{ path: 'notes.txt', name: 'notes.txt', size: 4 }])
  finish()
  await flushPromises()
  expect(list.get('li').text()).toContain('notes.txt')
  expect(list.find('progress').exists()).toBe(false)
})

test('previews and deletes a file', async () => {
  const list = await mountFiles(photo)
  const stop = vi.fn<() => void>()
  vi.mocked(watchLink).mockImplementation((_file, onLink) => {
    onLink('https://example.com/photo.png')
    return stop
  })
  const preview = list.get('button[aria-label="Preview photo.png"]')
  await preview.trigger('click')
  expect(list.get('img').attributes()).toMatchObject({
    src: 'https://example.com/photo.png',
    alt: 'photo.png',
  })
  await preview.trigger('click')
  expect(list.find('img').exists()).toBe(false)
  expect(stop).toHaveBeenCalledOnce()

  await list.get('button[aria-label="Delete photo.png"]').trigger('click')
  expect(deleteFile).toHaveBeenCalledWith(photo)
})

test('says which file could not be uploaded, and why', async () => {
  const list = await mountFiles()
  const done = Promise.reject(new Error('Access Denied'))
  vi.mocked(uploadFile).mockReturnValue({ done, cancel: () => {} })
  await choose(list, new File(['text'], 'notes.txt'))
  await flushPromises()
  expect(list.get('[role=alert]').text()).toContain('notes.txt: Access Denied')
})

test('a cancelled upload is no error', async () => {
  const list = await mountFiles()
  let fail = (_problem: unknown) => {}
  const done = new Promise<void>((_resolve, reject) => (fail = reject))
  const cancel = () => fail(new Error('Upload is canceled by user'))
  vi.mocked(isCancelError).mockReturnValueOnce(true)
  vi.mocked(uploadFile).mockReturnValue({ done, cancel })
  await choose(list, new File(['text'], 'notes.txt'))
  await list.get('button[aria-label="Cancel notes.txt"]').trigger('click')
  await flushPromises()
  expect(list.find('progress').exists()).toBe(false)
  expect(list.find('[role=alert]').exists()).toBe(false)
})

test('says why a file could not be deleted', async () => {
  vi.mocked(deleteFile).mockRejectedValue(new Error('Access Denied'))
  const list = await mountFiles(photo)
  await list.get('button[aria-label="Delete photo.png"]').trigger('click')
  await flushPromises()
  expect(list.get('li [role=alert]').text()).toBe('Access Denied')
})

test('lists the files again after that failed', async () => {
  vi.mocked(listFiles).mockRejectedValueOnce(new Error('Access Denied'))
  const list = mount(FileList)
  await flushPromises()
  expect(list.get('[role=alert]').text()).toContain('Access Denied')

  vi.mocked(listFiles).mockResolvedValue([photo])
  await list.get('[role=alert] button').trigger('click')
  await flushPromises()
  expect(list.text()).toContain('photo.png')
})
