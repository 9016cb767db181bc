import { hasBackend } from '../../app/lib/outputs'
import { home } from '../../app/lib/screens'

// The pages for visitors; all others are for people who are signed in.
const visitors = ['/', '/sign-in']

// API routes, which ask for themselves who calls, what Nuxt serves itself, and files.
const unasked = /^\/(api\/|_)|\.\w+$/

/** Sends visitors to the sign-in form and from there to the page that they asked for, and people who are signed in to their first screen. */
export default defineEventHandler(async (event) => {
  const { pathname, search } = getRequestURL(event)
  if (!hasBackend || unasked.test(pathname)) return

  const isForVisitors = visitors.includes(pathname)
  const user = await currentUser(event).catch((error) => {
    if (!isForVisitors) throw error
  })
  if (isForVisitors) return user && sendRedirect(event, home)
  if (!user) {
    const asked = new URLSearchParams({ from: pathname + search })
    return sendRedirect(event, `/sign-in?${asked}`)
  }

  event.context.user = user
  setResponseHeader(event, 'Cache-Control', 'private, no-store')
})
