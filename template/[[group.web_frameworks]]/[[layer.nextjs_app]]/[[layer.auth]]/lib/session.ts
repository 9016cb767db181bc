import 'server-only'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { connection } from 'next/server'
import { cache } from 'react'
import { currentUser } from './amplify-server'

/** The person whom a page is for, asked for once in each request; visitors are led to the sign-in form. */
export const requireUser = cache(async () => {
  await connection() // There is nobody to build a page for.
  const user = await currentUser({ cookies })
  if (!user) redirect('/sign-in')
  return user
})
