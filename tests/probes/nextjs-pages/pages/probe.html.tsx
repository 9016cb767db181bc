import { fetchUserAttributes } from 'aws-amplify/auth'
import { useEffect, useState } from 'react'
import { client } from '@/lib/data'

export default function Probe() {
  const [said, say] = useState('')

  useEffect(() => {
    async function ask() {
      const { email } = await fetchUserAttributes()
      const { data } = await client.models.Todo.list()
      say(`${email}: ${data.map(({ content }) => content)}`)
    }
    ask()
  }, [])

  return <p>{said}</p>
}
