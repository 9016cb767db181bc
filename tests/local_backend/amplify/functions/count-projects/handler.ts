import { getAmplifyDataClientConfig } from '@aws-amplify/backend/function/runtime'
import { Amplify } from 'aws-amplify'
import { generateClient } from 'aws-amplify/data'
import { env } from '$amplify/env/count-projects'
import type { Schema } from '../../data/resource'

const { resourceConfig, libraryOptions } = await getAmplifyDataClientConfig(env)
Amplify.configure(resourceConfig, libraryOptions)
const client = generateClient<Schema>()

export const handler: Schema['countProjects']['functionHandler'] = async () => {
  const { data, errors } = await client.models.Project.list()
  if (errors) throw new Error(errors[0].message)
  return data.length
}
