/**
 * Lint: money (`Fen`) and energy (`Wh`) never become a binary float. `Number(amount)` is refused wherever the type says
 * that it is one of them; a drawing that needs a length turns it at one named place (`ui/charts/chart-spec.ts`).
 */
import { ESLintUtils } from '@typescript-eslint/utils'

const isExact = (type) => (type.isUnion() ? type.types.some(isExact) : type.getProperty('__unit') !== undefined)

export default ESLintUtils.RuleCreator.withoutDocs({
  meta: { type: 'problem', schema: [], messages: { float: 'Money and energy are exact: they do not become a float.' } },
  defaultOptions: [],
  create(context) {
    const services = ESLintUtils.getParserServices(context)
    const check = (node, argument) => {
      if (argument && isExact(services.getTypeAtLocation(argument))) context.report({ node, messageId: 'float' })
    }
    return {
      "CallExpression[callee.name='Number']": (node) => check(node, node.arguments[0]),
      "CallExpression[callee.name='parseFloat']": (node) => check(node, node.arguments[0]),
    }
  },
})
