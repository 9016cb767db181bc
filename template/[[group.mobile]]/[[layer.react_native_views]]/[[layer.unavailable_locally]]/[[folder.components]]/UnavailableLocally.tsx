import { Command, Words } from './Words'

/** In place of a screen whose service the local backend lacks; `what` is a plural. */
export function UnavailableLocally({ what }: { what: string }) {
  return (
    <>
      <Words isMuted>{what} are not available on this machine; use a sandbox:</Words>
      <Command>npm run sandbox</Command>
    </>
  )
}
