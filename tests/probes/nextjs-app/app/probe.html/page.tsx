'use client'

import { fetchUserAttributes } from 'aws-amplify/auth'
import { useEffect, useState } from 'react'
import { client } from '@/lib/data'

async function look() {
  const { email } = await fetchUserAttributes()
  const { data } = await client.models.Todo.list()
  return `${email}: ${data.map(({ content }) => content)}`
}

export default function Page() {
  const [said, setSaid] = useState<string>()

  useEffect(() => {
    look().then(setSaid)
  }, [])

  return <p>{said}</p>
}
