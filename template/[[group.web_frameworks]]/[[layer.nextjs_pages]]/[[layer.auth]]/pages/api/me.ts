import type { AuthUser } from 'aws-amplify/auth'
import type { NextApiRequest, NextApiResponse } from 'next'
import { currentUser } from '@/lib/amplify-server'

/** Who is signed in. */
export default async function handler(
  request: NextApiRequest,
  response: NextApiResponse<AuthUser | null>,
) {
  const user = (await currentUser({ request, response })) ?? null
  response.setHeader('Cache-Control', 'private, no-store')
  response.status(user ? 200 : 401).json(user)
}
