import type { Dashboard, FieldConfig, GraphFieldConfig, Panel, RowPanel, VariableModel } from '@grafana/schema';
import type { Options as BarGaugeOptions } from '@grafana/schema/dist/esm/raw/composable/bargauge/panelcfg/x/BarGaugePanelCfg_types.gen';
import type { Options as StatOptions } from '@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import type { Options as TableOptions } from '@grafana/schema/dist/esm/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen';
import type { Options as TimeSeriesOptions } from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';

/** As JSON has it: an enum of strings is any of these strings. */
type Json<T> = T extends string
  ? `${T}`
  : T extends number | boolean | null | undefined
    ? T
    : T extends readonly (infer E)[]
      ? Json<E>[]
      : T extends object
        ? { [K in keyof T]: Json<T[K]> }
        : T;

/** The two kinds of queries that the dashboards have; the schema leaves them to the data sources. */
type Prometheus = {
  datasource: { type: 'prometheus'; uid: 'gourmetloop-prometheus' };
  editorMode: 'code';
  exemplar?: boolean;
  expr: string;
  format?: 'table';
  instant?: boolean;
  legendFormat: string;
  range: boolean;
  refId: string;
};
type PostgreSql = {
  datasource: { type: 'grafana-postgresql-datasource'; uid: 'gourmetloop-postgresql' };
  editorMode: 'code';
  format: 'time_series' | 'table';
  rawQuery: true;
  rawSql: string;
  refId: string;
};

type Shown<Type extends string, Options, Custom = never> = Omit<Panel, 'type' | 'options' | 'fieldConfig' | 'targets'> & {
  type: Type;
  title: string;
  description: string;
  options: Options;
  fieldConfig: {
    defaults: Omit<FieldConfig, 'custom'> & { custom?: Custom };
    overrides: { matcher: { id: string; options?: string }; properties: { id: string; value?: unknown }[] }[];
  };
  targets: [Prometheus, ...Prometheus[]] | [PostgreSql];
};

type AnyPanel =
  | (Omit<RowPanel, 'panels'> & { panels: [] })
  | Shown<'timeseries', TimeSeriesOptions, GraphFieldConfig>
  | Shown<'stat', StatOptions>
  | Shown<'bargauge', BarGaugeOptions>
  | Shown<'table', Omit<TableOptions, 'frameIndex' | 'showTypeIcons'>>;

export type Provisioned = Json<
  Omit<Dashboard, 'panels' | 'templating'> & {
    uid: string;
    title: string;
    panels: AnyPanel[];
    templating: { list: VariableModel[] };
  }
>;
