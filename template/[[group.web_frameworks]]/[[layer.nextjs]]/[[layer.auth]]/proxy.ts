import { NextResponse, type NextRequest } from 'next/server'
import { currentUser } from '@/lib/amplify-server'
import { hasBackend } from '@/lib/outputs'
import { home } from '@/lib/screens'

// The pages for visitors; all others are for people who are signed in.
const visitors = ['/', '/sign-in']

// Everything but API routes, which ask for themselves who calls, and files.
export const config = { matcher: '/((?!api/|_next/static|_next/image|.*\\.\\w+$).*)' }

/** Shows visitors the sign-in form where they asked for a page, and sends people who are signed in to their first screen. */
export async function proxy(request: NextRequest) {
  const at = (path: string) => new URL(path, request.url)
  if (!hasBackend) return NextResponse.rewrite(at('/connect'))

  const isForVisitors = visitors.includes(request.nextUrl.pathname)

  // If the session was renewed on the way, this response takes its cookies to the browser.
  const response = isForVisitors ? NextResponse.redirect(at(home)) : NextResponse.next()
  try {
    if (await currentUser({ request, response })) return response
  } catch {
    return NextResponse.next() // The page asks again, and says that the backend cannot be reached.
  }
  // The address stays, so that the form leads there.
  return isForVisitors ? NextResponse.next() : NextResponse.rewrite(at('/sign-in'))
}
