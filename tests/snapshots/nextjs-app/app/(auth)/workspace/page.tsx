import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { Account } from '@/components/Account'
import { Workspace } from '@/components/Workspace'
import { currentUser } from '@/lib/amplify-server'

export default async function WorkspacePage() {
  const user = await currentUser({ cookies })
  if (!user) redirect('/sign-in')
  return (
    <>
      <header className="bar">
        <h1>Field notes</h1>
        <Account user={user} />
      </header>
      <Workspace />
    </>
  )
}
