"""A process that is measured by the OpenTelemetry SDK alone. Where to send to comes from OTEL_EXPORTER_OTLP_ENDPOINT;
nothing in it knows of agenthall.
"""

from __future__ import annotations

from opentelemetry.exporter.otlp.proto.grpc.metric_exporter import OTLPMetricExporter
from opentelemetry.metrics import CallbackOptions, Meter, Observation
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
from opentelemetry.sdk.resources import Resource


def main() -> None:
    reader = PeriodicExportingMetricReader(OTLPMetricExporter())
    provider = MeterProvider([reader], resource=Resource({"service.name": "worker-python"}))
    measure(provider.get_meter("measured"))
    provider.shutdown()  # sends what was measured


def measure(meter: Meter) -> None:
    """How busy the processor is, how long the queue, and how many tasks were done."""
    meter.create_observable_gauge("system.cpu.utilization", [_cpu], unit="1")
    meter.create_up_down_counter("queued_tasks").add(4, {"queue": "plans"})
    meter.create_counter("tasks_done").add(3)


def _cpu(_options: CallbackOptions) -> list[Observation]:
    return [Observation(0.25)]


if __name__ == "__main__":
    main()
