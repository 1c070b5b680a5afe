// The last minutes as curves: who waits against who is being served.
import '@mantine/charts/styles.css';
import { AreaChart } from '@mantine/charts';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../../ui/format';
import { Card } from './card';
import type { TrendPoint } from './use-trend';

export function TrendCard({ points }: { readonly points: readonly TrendPoint[] }) {
  const { t } = useTranslation();
  if (points.length < 3) {
    return (
      <Card title={t('board.trend')}>
        <Text size="sm" c="dimmed">
          {t('board.trendSoon')}
        </Text>
      </Card>
    );
  }
  return (
    <Card title={t('board.trend')}>
      <Text size="xs" c="dimmed" mb="xs">
        {t('board.trendHelp')}
      </Text>
      <AreaChart
        h={160}
        data={points.map((point) => ({ ...point, at: formatTime(new Date(point.at).toISOString()) }))}
        dataKey="at"
        series={[
          { name: 'load', label: t('board.trendLoad'), color: 'brand.6' },
          { name: 'waiting', label: t('board.trendWaiting'), color: 'orange.6' },
        ]}
        curveType="stepAfter"
        withDots={false}
        fillOpacity={0.16}
        strokeWidth={1.75}
        gridAxis="x"
        withLegend
        legendProps={{ verticalAlign: 'top', height: 30 }}
        xAxisProps={{ minTickGap: 60 }}
        yAxisProps={{ width: 24, allowDecimals: false }}
        areaProps={{ isAnimationActive: false }}
      />
    </Card>
  );
}
