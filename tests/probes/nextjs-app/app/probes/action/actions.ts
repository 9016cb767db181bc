'use server'

import { currentUser } from '@/lib/amplify-server'
import { serverClient } from '@/lib/data-server'
import { cookies } from 'next/headers'
import { seen } from '../seen'

export async function add(content: string) {
  if (await currentUser({ cookies })) await serverClient.models.Todo.create({ content })
  return seen()
}
