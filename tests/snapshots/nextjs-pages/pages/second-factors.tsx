import type { InferGetServerSidePropsType } from 'next'
import type { ReactElement } from 'react'
import { Layout } from '@/components/Layout'
import { SecondFactors } from '@/components/SecondFactors'
import { withUser } from '@/lib/session'

export const getServerSideProps = withUser(async () => ({}))

type Props = InferGetServerSidePropsType<typeof getServerSideProps>

export default function SecondFactorsPage() {
  return <SecondFactors />
}

SecondFactorsPage.getLayout = function getLayout(page: ReactElement<Props>) {
  return (
    <Layout title="Second factor" user={page.props.user}>
      {page}
    </Layout>
  )
}
