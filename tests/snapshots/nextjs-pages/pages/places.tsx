import type { InferGetServerSidePropsType } from 'next'
import type { ReactElement } from 'react'
import { Layout } from '@/components/Layout'
import { PlaceView } from '@/components/PlaceView'
import { withUser } from '@/lib/session'

export const getServerSideProps = withUser(async () => ({}))

type Props = InferGetServerSidePropsType<typeof getServerSideProps>

export default function PlaceViewPage() {
  return <PlaceView />
}

PlaceViewPage.getLayout = function getLayout(page: ReactElement<Props>) {
  return (
    <Layout title="Places" user={page.props.user}>
      {page}
    </Layout>
  )
}
