// The SDK's way to stream an upload: SIZE[;signature]\r\n DATA\r\n … 0\r\n trailers\r\n
// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
import { Transform, type Readable } from 'node:stream'

/** The file itself; trailing checksums are dropped unchecked. */
export function decodeChunks(body: Readable): Readable {
  let pending = Buffer.alloc(0)
  let missing = 0
  let done = false
  const file = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      pending = Buffer.concat([pending, chunk])
      while (!done && pending.length) {
        if (missing > 0) {
          const data = pending.subarray(0, missing)
          this.push(data)
          pending = pending.subarray(data.length)
          missing -= data.length
          continue
        }
        // The line end after a chunk's data, then the next chunk's header.
        if (pending.indexOf('\r\n') === 0) pending = pending.subarray(2)
        const end = pending.indexOf('\r\n')
        if (end < 0) break
        missing = parseInt(pending.subarray(0, end).toString(), 16)
        pending = pending.subarray(end + 2)
        done = missing === 0
      }
      next()
    },
  })
  body.on('error', (error) => file.destroy(error))
  return body.pipe(file)
}
