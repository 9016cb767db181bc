import type { InferGetServerSidePropsType } from 'next'
import type { ReactElement } from 'react'
import { Layout } from '@/components/Layout'
import { FunctionCalls } from '@/components/FunctionCalls'
import { withUser } from '@/lib/session'

export const getServerSideProps = withUser(async () => ({}))

type Props = InferGetServerSidePropsType<typeof getServerSideProps>

export default function FunctionCallsPage() {
  return <FunctionCalls />
}

FunctionCallsPage.getLayout = function getLayout(page: ReactElement<Props>) {
  return (
    <Layout title="Functions" user={page.props.user}>
      {page}
    </Layout>
  )
}
