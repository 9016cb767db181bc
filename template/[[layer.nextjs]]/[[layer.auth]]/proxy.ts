import { NextResponse, type NextRequest } from 'next/server'
import { currentUser } from '@/lib/amplify-server'
import { hasBackend } from '@/lib/outputs'

// The pages for visitors; all others that are named in `matcher` are for people who are signed in.
const visitors = ['/', '/sign-in']

export const config = { matcher: ['/', '/sign-in', '/workspace/:path*'] }

/** Sends visitors to the sign-in form, and people who are signed in to their workspace. */
export async function proxy(request: NextRequest) {
  const { pathname } = request.nextUrl
  const isForVisitors = visitors.includes(pathname)
  const redirectTo = (path: string) => NextResponse.redirect(new URL(path, request.url))
  // The first page says how to connect a backend.
  if (!hasBackend) return pathname === '/' ? NextResponse.next() : redirectTo('/')

  // If the session was renewed on the way, this response takes its cookies to the browser.
  const response = isForVisitors ? redirectTo('/workspace') : NextResponse.next()
  try {
    if (await currentUser({ request, response })) return response
  } catch {
    return NextResponse.next() // The page asks again, and says that the backend cannot be reached.
  }
  return isForVisitors ? NextResponse.next() : redirectTo('/sign-in')
}
