// Runs in Chromium: what an app does with the local backend, reported to the test.
import '../amplify'
import { signIn } from 'aws-amplify/auth'
import { generateClient } from 'aws-amplify/data'
import { downloadData, getProperties, getUrl, uploadData } from 'aws-amplify/storage'
import type { Schema } from '../../amplify/data/resource'

const client = generateClient<Schema>()
const report: Record<string, unknown> = {}
const own = ({ identityId = '' }: { identityId?: string }) => `private/${identityId}/`

/** How an image at this address turns out. */
const show = (src: string) =>
  new Promise<string>((shown) => {
    const image = new Image()
    image.onload = () => shown(`${image.naturalWidth}x${image.naturalHeight}`)
    image.onerror = () => shown('broken')
    image.src = src
    document.body.append(image)
  })

try {
  const query = new URLSearchParams(location.search)
  const username = query.get('email') ?? ''
  const password = query.get('password') ?? ''
  report.signedIn = (await signIn({ username, password })).isSignedIn

  const canvas = document.createElement('canvas')
  canvas.width = 7
  canvas.height = 5
  const picture = await new Promise<Blob | null>((done) => canvas.toBlob(done))
  if (!picture) throw new Error('No picture')
  const path = (given: { identityId?: string }) => `${own(given)}picture.png`
  await uploadData({ path, data: picture }).result
  const { url } = await getUrl({ path })
  report.address = url.href
  report.image = await show(url.href)
  const unsigned = new URL(url.href)
  unsigned.search = ''
  report.imageWithoutSignature = await show(unsigned.href)
  const { body } = await downloadData({ path }).result
  report.downloaded = (await body.blob()).size === picture.size

  const big = (given: { identityId?: string }) => `${own(given)}big.bin`
  const progress: number[] = []
  const onProgress = ({ transferredBytes }: { transferredBytes: number }) =>
    void progress.push(transferredBytes)
  const data = new Blob([new Uint8Array(12 << 20)])
  await uploadData({ path: big, data, options: { onProgress } }).result
  report.multipart = (await getProperties({ path: big })).eTag
  report.progress = progress.at(-1)

  const live = new Promise<string>((heard) => {
    client.models.Project.onCreate().subscribe({ next: ({ name }) => heard(name) })
  })
  // The acknowledgement comes before the answer of a request that was sent after it.
  const create = () => client.models.Project.create({ name: 'From the page' })
  const repeat = setInterval(create, 500)
  report.event = await live
  clearInterval(repeat)

  const greeting = await client.queries.sayHello({ name: 'Web' })
  report.greeting = greeting.data?.message
  report.unavailable = await fetch('https://polly.us-east-1.amazonaws.com/v1/voices').then(
    async (response) => ((await response.json()) as { message: string }).message,
  )
} catch (error) {
  report.error = String(error)
}
const seen = performance.getEntriesByType('resource').map(({ name }) => new URL(name).hostname)
report.hosts = [...new Set(seen)].sort()
await fetch('/report', { method: 'POST', body: JSON.stringify(report) })
