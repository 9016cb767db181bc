'use client'

import { useState } from 'react'
import { add } from './actions'

export default function Page() {
  const [said, setSaid] = useState('')
  return (
    <>
      <button onClick={async () => setSaid(await add('Ring the bell'))}>Add</button>
      <p>{said}</p>
    </>
  )
}
