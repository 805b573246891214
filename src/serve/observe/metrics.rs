//! `/metrics`: what is counted, in Prometheus' text format. Labels take values from fixed lists only.

use std::time::{Duration, Instant};

use axum::extract::State;
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use prometheus::{
    Gauge, GaugeVec, HistogramOpts, HistogramVec, IntCounter, IntCounterVec, IntGauge, Opts, Registry, TextEncoder,
};

use crate::serve::error::ApiError;
use crate::serve::live::Live;

/// Upper ends of the classes of duration, in seconds: from an answer out of the cache to the default time limit.
const SECONDS: [f64; 14] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 15.0, 60.0];

/// Counters of the process. What the graph and the pool know themselves is read when it is asked for.
pub(in crate::serve) struct Metrics {
    registry: Registry,
    requests: IntCounterVec,
    durations: HistogramVec,
    bytes: IntCounterVec,
    in_flight: IntGauge,
    slow: IntCounter,
    unchanged: IntCounter,
    loads: IntCounterVec,
    kept: IntCounterVec,
    begun: Instant,
}

impl Metrics {
    pub(in crate::serve) fn new() -> Self {
        let registry = Registry::new();
        let counters = |name: &str, help: &str, labels: &[&str]| {
            register(&registry, IntCounterVec::new(Opts::new(name, help), labels))
        };
        let counter = |name: &str, help: &str| register(&registry, IntCounter::new(name, help));
        let durations = HistogramOpts::new(
            "casegraph_http_request_duration_seconds",
            "Time from a request to the last byte of its answer, by route and class of query.",
        );
        let durations = durations.buckets(SECONDS.to_vec());
        let version = register(
            &registry,
            GaugeVec::new(Opts::new("casegraph_build_info", "The program that answers."), &["version", "rules"]),
        );
        version.with_label_values(&[env!("CARGO_PKG_VERSION"), &crate::graph::CONFIG_HASH[..12]]).set(1.0);
        Self {
            requests: counters(
                "casegraph_http_requests_total",
                "Requests answered, by method, route and status; 499 where the client left.",
                &["method", "route", "status"],
            ),
            durations: register(&registry, HistogramVec::new(durations, &["route", "class"])),
            bytes: counters("casegraph_http_response_bytes_total", "Bytes of answers sent, by route.", &["route"]),
            in_flight: register(
                &registry,
                IntGauge::new("casegraph_http_requests_in_flight", "Requests whose answer is not at its end yet."),
            ),
            slow: counter("casegraph_slow_requests_total", "Requests that took longer than --slow-query."),
            unchanged: counter(
                "casegraph_http_not_modified_total",
                "Requests answered with 304: the graph is the same.",
            ),
            loads: counters(
                "casegraph_graph_loads_total",
                "Graphs brought in from a changed data folder: ok, or failed where the old one stayed.",
                &["result"],
            ),
            kept: counters(
                "casegraph_answer_cache_requests_total",
                "Requests for answers that may be kept: hit (from memory) or miss.",
                &["result"],
            ),
            begun: Instant::now(),
            registry,
        }
    }

    pub(super) fn arrived(&self) {
        self.in_flight.inc();
    }

    pub(super) fn left(
        &self,
        (method, route, class): (&Method, &str, &str),
        status: StatusCode,
        bytes: u64,
        took: Duration,
    ) {
        self.in_flight.dec();
        self.requests.with_label_values(&[known(method), route, status.as_str()]).inc();
        self.durations.with_label_values(&[route, class]).observe(took.as_secs_f64());
        self.bytes.with_label_values(&[route]).inc_by(bytes);
    }

    pub(super) fn slow(&self) {
        self.slow.inc();
    }

    pub(in crate::serve) fn unchanged(&self) {
        self.unchanged.inc();
    }

    pub(in crate::serve) fn loaded(&self, is_done: bool) {
        self.loads.with_label_values(&[if is_done { "ok" } else { "failed" }]).inc();
    }

    pub(in crate::serve) fn kept(&self, is_hit: bool) {
        self.kept.with_label_values(&[if is_hit { "hit" } else { "miss" }]).inc();
    }
}

/// Adds what was made to the registry; neither can fail for names and labels that are written here.
fn register<T: prometheus::core::Collector + Clone + 'static>(registry: &Registry, made: prometheus::Result<T>) -> T {
    let made = made.expect("names and labels of this file are those of Prometheus");
    registry.register(Box::new(made.clone())).expect("every name is registered once");
    made
}

/// Methods are the client's to invent, labels are not.
fn known(method: &Method) -> &'static str {
    const KNOWN: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"];
    KNOWN.into_iter().find(|known| method.as_str() == *known).unwrap_or("other")
}

/// `GET /metrics`
pub(in crate::serve) async fn scrape(State(live): State<Live>) -> Result<Response, ApiError> {
    let metrics = live.metrics();
    let now = Registry::new();
    let gauge = |name: &str, help: &str, value: f64| register(&now, Gauge::new(name, help)).set(value);
    gauge("casegraph_uptime_seconds", "Time since the start.", metrics.begun.elapsed().as_secs_f64());
    let kept = live.answers();
    gauge("casegraph_answer_cache_bytes", "Bytes of answers kept in memory.", kept.bytes() as f64);
    gauge("casegraph_answer_cache_entries", "Answers kept in memory.", kept.len() as f64);
    if let Some(bytes) = resident_memory() {
        gauge("process_resident_memory_bytes", "Memory of the process that is in RAM.", bytes);
    }
    let app = live.app();
    gauge("casegraph_ready", "1 when there is a graph to answer from.", f64::from(u8::from(app.is_some())));
    if let Some(app) = app {
        let pool = app.load();
        gauge("casegraph_queries_running", "Queries that are being evaluated.", pool.running as f64);
        gauge("casegraph_queries_waiting", "Queries that wait for a place.", pool.waiting as f64);
        gauge("casegraph_query_places", "Queries that can be evaluated at the same time.", pool.places as f64);
        let size = tokio::task::spawn_blocking(move || app.size()).await;
        let size = size.map_err(|_| ApiError::internal("the graph was not counted"))??;
        gauge("casegraph_store_quads", "Quads in the store.", size.quads as f64);
        gauge("casegraph_store_documents", "Documents in the graph.", size.documents as f64);
        let name = "casegraph_store_version_info";
        let opts = Opts::new(name, "The version of the store, which changes with every write.");
        let version = register(&now, GaugeVec::new(opts, &["version"]));
        version.with_label_values(&[format!("{:016x}", size.version)]).set(1.0);
    }
    let mut families = metrics.registry.gather();
    families.extend(now.gather());
    families.sort_by(|a, b| a.name().cmp(b.name()));
    let text = TextEncoder::new().encode_to_string(&families);
    let text = text.map_err(|error| ApiError::internal(error.to_string()))?;
    Ok(([(header::CONTENT_TYPE, prometheus::TEXT_FORMAT)], text).into_response())
}

/// Resident memory in bytes, where the system tells it in a file.
fn resident_memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invented_methods_are_one_label() {
        assert_eq!(known(&Method::GET), "GET");
        assert_eq!(known(&Method::from_bytes(b"BREW").unwrap()), "other");
    }

    #[test]
    fn a_counter_that_was_counted_is_in_the_text() {
        let metrics = Metrics::new();
        metrics.arrived();
        metrics.left((&Method::GET, "/sparql", "select"), StatusCode::OK, 12, Duration::from_millis(3));
        let text = TextEncoder::new().encode_to_string(&metrics.registry.gather()).unwrap();
        assert!(
            text.contains("casegraph_http_requests_total{method=\"GET\",route=\"/sparql\",status=\"200\"} 1"),
            "{text}"
        );
        assert!(text.contains(
            "casegraph_http_request_duration_seconds_bucket{class=\"select\",route=\"/sparql\",le=\"0.005\"} 1"
        ));
        assert!(text.contains("casegraph_http_requests_in_flight 0"));
    }
}
