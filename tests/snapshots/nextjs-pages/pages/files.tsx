import type { InferGetServerSidePropsType } from 'next'
import type { ReactElement } from 'react'
import { Layout } from '@/components/Layout'
import { FileList } from '@/components/FileList'
import { withUser } from '@/lib/session'

export const getServerSideProps = withUser(async () => ({}))

type Props = InferGetServerSidePropsType<typeof getServerSideProps>

export default function FileListPage() {
  return <FileList />
}

FileListPage.getLayout = function getLayout(page: ReactElement<Props>) {
  return (
    <Layout title="Files" user={page.props.user}>
      {page}
    </Layout>
  )
}
