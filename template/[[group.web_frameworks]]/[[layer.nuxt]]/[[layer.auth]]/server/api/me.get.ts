/** Who is signed in. */
export default defineEventHandler(async (event) => {
  setResponseHeader(event, 'Cache-Control', 'private, no-store')
  return { user: (await currentUser(event)) ?? null }
})
