import type { IConfiguration } from 'dependency-cruiser'

export declare const FEATURE_IMPORTS: Readonly<Record<string, readonly string[]>>
export declare const LAYER_IMPORTS: Readonly<Record<string, readonly string[]>>
declare const rules: IConfiguration
export default rules
