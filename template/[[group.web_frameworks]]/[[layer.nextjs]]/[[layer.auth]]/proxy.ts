import { NextResponse, type NextRequest } from 'next/server'
import { currentUser } from '@/lib/amplify-server'
import { hasBackend } from '@/lib/outputs'
import { home } from '@/lib/screens'

// The pages for visitors; all others are for people who are signed in.
const visitors = ['/', '/sign-in']

// Everything but API routes, which ask for themselves who calls, and files.
export const config = { matcher: '/((?!api/|_next/static|_next/image|.*\\.\\w+$).*)' }

/** Sends visitors to the sign-in form, and people who are signed in to their first screen. */
export async function proxy(request: NextRequest) {
  if (!hasBackend) return NextResponse.rewrite(new URL('/connect', request.url))

  const { pathname } = request.nextUrl
  const isForVisitors = visitors.includes(pathname)
  const redirectTo = (path: string) => NextResponse.redirect(new URL(path, request.url))

  // If the session was renewed on the way, this response takes its cookies to the browser.
  const response = isForVisitors ? redirectTo(home) : NextResponse.next()
  try {
    if (await currentUser({ request, response })) return response
  } catch {
    return NextResponse.next() // The page asks again, and says that the backend cannot be reached.
  }
  return isForVisitors ? NextResponse.next() : redirectTo('/sign-in')
}
