import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { backend, roles, signedInRoles, statementsOf } from './synthesized.ts'

interface Route {
  ApiId: string
  RouteKey: string
  AuthorizationType?: string
}

interface Api {
  Name: string
  CorsConfiguration: { AllowHeaders: string[]; AllowMethods: string[] }
}

suite('items API', () => {
  const api = backend
    .of<Api>('AWS::ApiGatewayV2::Api')
    .find(({ properties }) => properties.Name === 'items')
  assert(api, 'amplify/api defines no API')

  test('it answers signed-in people only, on two routes', () => {
    const routes = backend
      .of<Route>('AWS::ApiGatewayV2::Route')
      .filter(({ properties }) => properties.ApiId === api.name)
      .map(({ properties }) => `${properties.RouteKey} ${properties.AuthorizationType}`)
    assert.deepEqual(routes, ['GET /items AWS_IAM', 'POST /items AWS_IAM'])
  })

  test('it tells browsers what they may send, asking nobody who they are', () => {
    const { AllowMethods, AllowHeaders } = api.properties.CorsConfiguration
    assert.deepEqual(AllowMethods, ['GET', 'POST'])
    for (const header of ['authorization', 'x-amz-date', 'x-amz-security-token']) {
      assert(AllowHeaders.includes(header), header)
    }
  })

  test('everybody who signed in may call its two routes, whatever their group', () => {
    const routes = ['$default/GET/items', '$default/POST/items']
    for (const role of signedInRoles) {
      assert.deepEqual(routesOf(role, api.name), routes, role)
    }
    assert.deepEqual(routesOf(roles.visitor, api.name), [])
  })

  test('its function may do nothing but log', () => {
    assert.deepEqual(statementsOf('itemsapilambda'), [])
  })
})

function routesOf(role: string, api: string) {
  return statementsOf(role)
    .filter(({ Action }) => Action === 'execute-api:Invoke')
    .flatMap(({ Resource }) => [Resource].flat())
    .filter((arn) => arn.includes(`:${api}/`))
    .map((arn) => arn.split(/:[^:/]+\//)[1])
}
