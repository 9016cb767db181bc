import 'server-only'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { currentUser } from './amplify-server'

/** The person whom a page is for, asked for once in each request; visitors are led to the sign-in form. */
export const requireUser = cache(async () => {
  const user = await currentUser({ cookies })
  if (!user) redirect('/sign-in')
  return user
})
