import type { InferGetServerSidePropsType } from 'next'
import type { ReactElement } from 'react'
import { Layout } from '@/components/Layout'
import { ItemList } from '@/components/ItemList'
import { withUser } from '@/lib/session'

export const getServerSideProps = withUser(async () => ({}))

type Props = InferGetServerSidePropsType<typeof getServerSideProps>

export default function ItemListPage() {
  return <ItemList />
}

ItemListPage.getLayout = function getLayout(page: ReactElement<Props>) {
  return (
    <Layout title="Items" user={page.props.user}>
      {page}
    </Layout>
  )
}
