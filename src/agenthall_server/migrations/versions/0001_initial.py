"""The first schema: every table, the full-text indexes, the ten categories."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_CATEGORIES = (
    ("analytics", "Analytics", "Data, dashboards, forecasts and what they mean."),
    ("automation", "Automation", "Workflows, triggers and chores that run by themselves."),
    ("backend", "Backend", "Services, databases and the code behind an interface."),
    ("design", "Design", "Interfaces, brands, images and how they feel."),
    ("frontend", "Frontend", "What runs in the browser or on the device."),
    ("integration", "Integration", "APIs, webhooks and systems that must talk to each other."),
    ("operations", "Operations", "Deployment, infrastructure, incidents and cost."),
    ("security", "Security", "Threats, audits, controls and evidence."),
    ("testing", "Testing", "Test plans, test code and quality gates."),
    ("utility", "Utility", "Everything that helps with more than one of these."),
)
_TEXT_INDEXES = ("agent_text", "build_text")
_SLOTS = 16


def upgrade() -> None:
    _create_tables()
    _create_steps()
    _create_prices()
    _create_names()
    _create_gauges()
    _create_running()
    _create_notifications()
    for name in _TEXT_INDEXES:
        _create_text_index(name)
    categories = sa.table("categories", *map(sa.column, ("category", "display_name", "description")))
    rows = [dict(zip(("category", "display_name", "description"), row, strict=True)) for row in _CATEGORIES]
    op.bulk_insert(categories, rows)
    slots = sa.table("writer_slots", *map(sa.column, ("slot", "epoch", "owner", "expire_time", "transaction_number")))
    unused = {"epoch": 0, "owner": "", "expire_time": 0, "transaction_number": 0}
    op.bulk_insert(slots, [{"slot": slot, **unused} for slot in range(_SLOTS)])


def _create_text_index(name: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"CREATE TABLE {name} (document BIGINT PRIMARY KEY, tokens TSVECTOR NOT NULL)")
        op.execute(f"CREATE INDEX ix_{name}_tokens ON {name} USING gin (tokens)")
    else:
        options = """detail=none, columnsize=0, tokenize="ascii tokenchars '_'", prefix='4 5'"""
        op.execute(f"CREATE VIRTUAL TABLE {name} USING fts5(tokens, {options})")


def _create_steps() -> None:
    op.create_table(
        "execution_steps",
        sa.Column("workspace_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("step_id", _TEXT, nullable=False),
        sa.Column("parent_id", _TEXT, nullable=False),
        sa.Column("receive_time", sa.BigInteger(), nullable=False),
        sa.Column("operation", _TEXT, nullable=False),
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("model", _TEXT, nullable=False),
        sa.Column("provider", _TEXT, nullable=False),
        sa.Column("start_time", sa.BigInteger(), nullable=False),
        sa.Column("end_time", sa.BigInteger(), nullable=False),
        sa.Column("duration_us", sa.BigInteger(), nullable=False),
        sa.Column("input_tokens", sa.BigInteger(), nullable=True),
        sa.Column("output_tokens", sa.BigInteger(), nullable=True),
        sa.Column("cached_tokens", sa.BigInteger(), nullable=True),
        sa.Column("failed", sa.SmallInteger(), nullable=False),
        sa.Column("error_type", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("workspace_key", "step_id", name=op.f("pk_execution_steps")),
    )
    op.create_index("ix_execution_steps_received", "execution_steps", ["workspace_key", "receive_time"], unique=False)


def _create_prices() -> None:
    op.create_table(
        "model_prices",
        sa.Column("workspace_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("model", _TEXT, nullable=False),
        sa.Column("effective_time", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("price_version", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("input_nano_usd_per_million_tokens", sa.BigInteger(), nullable=True),
        sa.Column("output_nano_usd_per_million_tokens", sa.BigInteger(), nullable=True),
        sa.Column("cached_input_nano_usd_per_million_tokens", sa.BigInteger(), nullable=True),
        sa.Column("position", _TEXT, nullable=False),
        sa.Column("create_time", sa.BigInteger(), nullable=False),
        sa.Column("replaced", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint(
            "workspace_key", "model", "effective_time", "price_version", name=op.f("pk_model_prices")
        ),
    )


def _create_names() -> None:
    op.create_table(
        "counted_names",
        sa.Column("workspace_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("name", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("workspace_key", "kind", "name", name=op.f("pk_counted_names")),
    )


def _create_gauges() -> None:
    op.create_table(
        "gauges",
        sa.Column("workspace_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("series", _TEXT, nullable=False),
        sa.Column("time", sa.BigInteger(), nullable=False),
        sa.Column("source", _TEXT, nullable=False),
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("labels", sa.Text(), nullable=False),
        sa.Column("value", sa.Float(precision=53), nullable=False),
        sa.PrimaryKeyConstraint("workspace_key", "series", name=op.f("pk_gauges")),
    )
    op.create_index("ix_gauges_name", "gauges", ["workspace_key", "name"], unique=False)
    op.create_table(
        "gauge_rollups",
        sa.Column("workspace_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("series", _TEXT, nullable=False),
        sa.Column("bucket_seconds", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("bucket_start", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("writer_slot", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("sample_count", sa.BigInteger(), nullable=False),
        sa.Column("value_sum", sa.Float(precision=53), nullable=False),
        sa.Column("value_min", sa.Float(precision=53), nullable=False),
        sa.Column("value_max", sa.Float(precision=53), nullable=False),
        sa.PrimaryKeyConstraint(
            "workspace_key", "series", "bucket_seconds", "bucket_start", "writer_slot", name=op.f("pk_gauge_rollups")
        ),
    )
    op.create_index(
        "ix_gauge_rollups_bucket",
        "gauge_rollups",
        ["workspace_key", "bucket_seconds", "bucket_start"],
        unique=False,
    )


def _create_running() -> None:
    op.create_table(
        "running_executions",
        sa.Column("workspace_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("execution_id", _TEXT, nullable=False),
        sa.Column("agent_name", _TEXT, nullable=False),
        sa.Column("model", _TEXT, nullable=False),
        sa.Column("team_id", _TEXT, nullable=False),
        sa.Column("start_time", sa.BigInteger(), nullable=False),
        sa.Column("lease_expire_time", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("execution", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_key", "execution_id", name=op.f("pk_running_executions")),
    )
    op.create_index("ix_running_executions_start", "running_executions", ["workspace_key", "start_time"], unique=False)


def _create_notifications() -> None:
    op.create_table(
        "notification_channels",
        sa.Column("workspace_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("channel_id", _TEXT, nullable=False),
        sa.Column("display_name", _TEXT, nullable=False),
        sa.Column("kind", _TEXT, nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("sealed_secrets", _TEXT, nullable=False),
        sa.Column("minimum_severity", _TEXT, nullable=False),
        sa.Column("rule_labels", sa.Text(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("creator", _TEXT, nullable=False),
        sa.Column("create_time", sa.BigInteger(), nullable=False),
        sa.Column("update_time", sa.BigInteger(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_key", "channel_id", name=op.f("pk_notification_channels")),
    )
    op.create_table(
        "notifications",
        sa.Column("workspace_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("channel_id", _TEXT, nullable=False),
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("alert_id", _TEXT, nullable=False),
        sa.Column("rule_id", _TEXT, nullable=False),
        sa.Column("kind", _TEXT, nullable=False),
        sa.Column("state", _TEXT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_time", sa.BigInteger(), nullable=True),
        sa.Column("last_error", _TEXT, nullable=False),
        sa.Column("update_time", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_key", "channel_id", "revision", "alert_id", name=op.f("pk_notifications")),
    )
    op.create_index(
        op.f("ix_notifications_workspace_key_alert_id"), "notifications", ["workspace_key", "alert_id"], unique=False
    )
    op.create_index(
        op.f("ix_notifications_workspace_key_channel_id_state_update_time"),
        "notifications",
        ["workspace_key", "channel_id", "state", "update_time"],
        unique=False,
    )
    op.create_index(op.f("ix_notifications_due_time"), "notifications", ["due_time"], unique=False)


def _create_tables() -> None:
    op.create_table(
        "agent_versions",
        sa.Column("agent_key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("version", _TEXT, nullable=False),
        sa.Column("version_key", _TEXT, nullable=False),
        sa.Column("digest", _TEXT, nullable=False),
        sa.Column("needs", sa.Text(), nullable=False),
        sa.Column("static_score", sa.Float(), nullable=False),
        sa.Column("create_time", sa.BigInteger(), nullable=False),
        sa.Column("publisher", _TEXT, nullable=False),
        sa.Column("yank_time", sa.BigInteger(), nullable=True),
        sa.Column("yank_reason", _TEXT, nullable=False),
        sa.Column("canonical", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("agent_key", "version", name=op.f("pk_agent_versions")),
    )
    op.create_index("ix_agent_versions_order", "agent_versions", ["agent_key", "version_key"], unique=False)
    op.create_table(
        "agents",
        sa.Column("agent_key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("agent", _TEXT, nullable=False),
        sa.Column("namespace", _TEXT, nullable=False),
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("workspace_key", sa.Integer(), nullable=False),
        sa.Column("visibility", _TEXT, nullable=False),
        sa.Column("status", _TEXT, nullable=False),
        sa.Column("status_message", _TEXT, nullable=False),
        sa.Column("display_name", _TEXT, nullable=False),
        sa.Column("author", _TEXT, nullable=False),
        sa.Column("description", _TEXT, nullable=False),
        sa.Column("category", _TEXT, nullable=False),
        sa.Column("tags", sa.Text(), nullable=False),
        sa.Column("capabilities", sa.Text(), nullable=False),
        sa.Column("kind", _TEXT, nullable=False),
        sa.Column("license", _TEXT, nullable=False),
        sa.Column("latest_version", _TEXT, nullable=False),
        sa.Column("create_time", sa.BigInteger(), nullable=False),
        sa.Column("update_time", sa.BigInteger(), nullable=False),
        sa.Column("document", sa.BigInteger(), nullable=False),
        sa.Column("search_text", _TEXT, nullable=False),
        sa.Column("rating_lower_bound", sa.Float(), nullable=False),
        sa.Column("rating_count", sa.BigInteger(), nullable=False),
        sa.Column("rating_sum", sa.BigInteger(), nullable=False),
        sa.Column("verified_count", sa.BigInteger(), nullable=False),
        sa.Column("verified_sum", sa.BigInteger(), nullable=False),
        sa.Column("verified_squares", sa.BigInteger(), nullable=False),
        sa.Column("votes_2", sa.BigInteger(), nullable=False),
        sa.Column("votes_3", sa.BigInteger(), nullable=False),
        sa.Column("votes_4", sa.BigInteger(), nullable=False),
        sa.Column("votes_5", sa.BigInteger(), nullable=False),
        sa.Column("votes_6", sa.BigInteger(), nullable=False),
        sa.Column("votes_7", sa.BigInteger(), nullable=False),
        sa.Column("votes_8", sa.BigInteger(), nullable=False),
        sa.Column("votes_9", sa.BigInteger(), nullable=False),
        sa.Column("votes_10", sa.BigInteger(), nullable=False),
        sa.Column("download_count", sa.BigInteger(), nullable=False),
        sa.Column("unique_installer_count", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("agent_key", name=op.f("pk_agents")),
        sa.UniqueConstraint("agent", name=op.f("uq_agents_agent")),
        sa.UniqueConstraint("document", name=op.f("uq_agents_document")),
    )
    op.create_index(op.f("ix_agents_name"), "agents", ["name"], unique=False)
    op.create_index("ix_agents_shelf", "agents", ["category", "visibility", "workspace_key"], unique=False)
    op.create_table(
        "alert_events",
        sa.Column("workspace_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("alert_id", _TEXT, nullable=False),
        sa.Column("rule_id", _TEXT, nullable=False),
        sa.Column("group_labels", sa.Text(), nullable=False),
        sa.Column("kind", _TEXT, nullable=False),
        sa.Column("severity", _TEXT, nullable=False),
        sa.Column("value", sa.Float(precision=53), nullable=True),
        sa.Column("threshold", sa.Float(precision=53), nullable=True),
        sa.Column("event_time", sa.BigInteger(), nullable=False),
        sa.Column("pending_time", sa.BigInteger(), nullable=True),
        sa.Column("fire_time", sa.BigInteger(), nullable=True),
        sa.Column("acknowledge_time", sa.BigInteger(), nullable=True),
        sa.Column("notifies", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_key", "revision", "alert_id", name=op.f("pk_alert_events")),
    )
    op.create_table(
        "alert_rules",
        sa.Column("workspace_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("rule_id", _TEXT, nullable=False),
        sa.Column("display_name", _TEXT, nullable=False),
        sa.Column("description", _TEXT, nullable=False),
        sa.Column("kind", _TEXT, nullable=False),
        sa.Column("metric", _TEXT, nullable=False),
        sa.Column("aggregation", _TEXT, nullable=False),
        sa.Column("denominator", _TEXT, nullable=False),
        sa.Column("slo_percent", sa.Float(precision=53), nullable=True),
        sa.Column("agent_names", sa.Text(), nullable=False),
        sa.Column("models", sa.Text(), nullable=False),
        sa.Column("team_ids", sa.Text(), nullable=False),
        sa.Column("window", sa.BigInteger(), nullable=False),
        sa.Column("op", _TEXT, nullable=False),
        sa.Column("warning", sa.Float(precision=53), nullable=True),
        sa.Column("critical", sa.Float(precision=53), nullable=True),
        sa.Column("for_duration", sa.BigInteger(), nullable=False),
        sa.Column("keep_firing_for", sa.BigInteger(), nullable=False),
        sa.Column("min_samples", sa.Integer(), nullable=False),
        sa.Column("no_data", _TEXT, nullable=False),
        sa.Column("group_by", sa.Text(), nullable=False),
        sa.Column("repeat_interval", sa.BigInteger(), nullable=False),
        sa.Column("labels", sa.Text(), nullable=False),
        sa.Column("annotations", sa.Text(), nullable=False),
        sa.Column("severity", _TEXT, nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("creator", _TEXT, nullable=False),
        sa.Column("create_time", sa.BigInteger(), nullable=True),
        sa.Column("update_time", sa.BigInteger(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_key", "rule_id", name=op.f("pk_alert_rules")),
    )
    op.create_table(
        "alert_silences",
        sa.Column("workspace_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("silence_id", _TEXT, nullable=False),
        sa.Column("rule_id", _TEXT, nullable=False),
        sa.Column("labels", sa.Text(), nullable=False),
        sa.Column("start_time", sa.BigInteger(), nullable=False),
        sa.Column("end_time", sa.BigInteger(), nullable=False),
        sa.Column("comment", _TEXT, nullable=False),
        sa.Column("creator", _TEXT, nullable=False),
        sa.Column("create_time", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_key", "silence_id", name=op.f("pk_alert_silences")),
    )
    op.create_table(
        "alerts",
        sa.Column("workspace_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("alert_id", _TEXT, nullable=False),
        sa.Column("rule_id", _TEXT, nullable=False),
        sa.Column("group_labels", sa.Text(), nullable=False),
        sa.Column("state", _TEXT, nullable=False),
        sa.Column("severity", _TEXT, nullable=False),
        sa.Column("value", sa.Float(precision=53), nullable=True),
        sa.Column("threshold", sa.Float(precision=53), nullable=True),
        sa.Column("pending_time", sa.BigInteger(), nullable=True),
        sa.Column("fire_time", sa.BigInteger(), nullable=True),
        sa.Column("clear_time", sa.BigInteger(), nullable=True),
        sa.Column("resolve_time", sa.BigInteger(), nullable=True),
        sa.Column("acknowledge_time", sa.BigInteger(), nullable=True),
        sa.Column("acknowledged_by", _TEXT, nullable=False),
        sa.Column("silenced", sa.Boolean(), nullable=False),
        sa.Column("inhibited", sa.Boolean(), nullable=False),
        sa.Column("notify_time", sa.BigInteger(), nullable=True),
        sa.Column("notification_count", sa.Integer(), nullable=False),
        sa.Column("update_time", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_key", "alert_id", name=op.f("pk_alerts")),
    )
    op.create_index(op.f("ix_alerts_workspace_key_revision"), "alerts", ["workspace_key", "revision"], unique=False)
    op.create_table(
        "api_keys",
        sa.Column("workspace_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key_id", _TEXT, nullable=False),
        sa.Column("secret_hash", _TEXT, nullable=False),
        sa.Column("display_name", _TEXT, nullable=False),
        sa.Column("role", _TEXT, nullable=False),
        sa.Column("create_time", sa.BigInteger(), nullable=False),
        sa.Column("creator", _TEXT, nullable=False),
        sa.Column("revoke_time", sa.BigInteger(), nullable=True),
        sa.Column("expire_time", sa.BigInteger(), nullable=True),
        sa.Column("last_use_time", sa.BigInteger(), nullable=True),
        sa.Column("successor_key_id", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("workspace_key", "key_id", name=op.f("pk_api_keys")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_api_keys_secret_hash")),
    )
    op.create_table(
        "audit_events",
        sa.Column("workspace_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sequence", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("event_time", sa.BigInteger(), nullable=False),
        sa.Column("principal", _TEXT, nullable=False),
        sa.Column("action", _TEXT, nullable=False),
        sa.Column("resource", _TEXT, nullable=False),
        sa.Column("outcome", _TEXT, nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("previous_hash", _TEXT, nullable=False),
        sa.Column("hash", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("workspace_key", "sequence", name=op.f("pk_audit_events")),
    )
    op.create_table(
        "audit_tallies",
        sa.Column("workspace_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("principal", _TEXT, nullable=False),
        sa.Column("action", _TEXT, nullable=False),
        sa.Column("writer_slot", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record_count", sa.BigInteger(), nullable=False),
        sa.Column("digest", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("workspace_key", "principal", "action", "writer_slot", name=op.f("pk_audit_tallies")),
    )
    op.create_table(
        "audit_heads",
        sa.Column("workspace_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("hash", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("workspace_key", name=op.f("pk_audit_heads")),
    )
    op.create_table(
        "build_rollups",
        sa.Column("workspace_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("team_id", _TEXT, nullable=False),
        sa.Column("bucket_seconds", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("bucket_start", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("workflow", _TEXT, nullable=False),
        sa.Column("writer_slot", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("build_count", sa.BigInteger(), nullable=False),
        sa.Column("known_count", sa.BigInteger(), nullable=False),
        sa.Column("success_count", sa.BigInteger(), nullable=False),
        sa.Column("quality_count", sa.BigInteger(), nullable=False),
        sa.Column("quality_sum_micro", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "workspace_key",
            "team_id",
            "bucket_seconds",
            "bucket_start",
            "workflow",
            "writer_slot",
            name=op.f("pk_build_rollups"),
        ),
    )
    op.create_table(
        "builds",
        sa.Column("workspace_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("build_id", _TEXT, nullable=False),
        sa.Column("build_key", sa.BigInteger(), nullable=False),
        sa.Column("user_id", _TEXT, nullable=False),
        sa.Column("team_id", _TEXT, nullable=False),
        sa.Column("prompt", _TEXT, nullable=False),
        sa.Column("workflow", _TEXT, nullable=False),
        sa.Column("tech_stack", sa.Text(), nullable=False),
        sa.Column("success", sa.Boolean(), nullable=True),
        sa.Column("quality_score", sa.Double(), nullable=True),
        sa.Column("duration_seconds", sa.Double(), nullable=True),
        sa.Column("files_generated", sa.BigInteger(), nullable=True),
        sa.Column("finish_time", sa.BigInteger(), nullable=False),
        sa.Column("create_time", sa.BigInteger(), nullable=False),
        sa.Column("failure_reason", _TEXT, nullable=False),
        sa.Column("agent_results", sa.Text(), nullable=False),
        sa.Column("attributes", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("workspace_key", "build_id", name=op.f("pk_builds")),
    )
    op.create_index(op.f("ix_builds_workspace_key_build_key"), "builds", ["workspace_key", "build_key"], unique=True)
    op.create_index(
        op.f("ix_builds_workspace_key_create_time_build_key"),
        "builds",
        ["workspace_key", "create_time", "build_key"],
        unique=False,
    )
    op.create_index(
        op.f("ix_builds_workspace_key_finish_time_build_key"),
        "builds",
        ["workspace_key", "finish_time", "build_key"],
        unique=False,
    )
    op.create_index(
        op.f("ix_builds_workspace_key_team_id_finish_time_build_key"),
        "builds",
        ["workspace_key", "team_id", "finish_time", "build_key"],
        unique=False,
    )
    op.create_index(
        op.f("ix_builds_workspace_key_team_id_user_id_finish_time_build_key"),
        "builds",
        ["workspace_key", "team_id", "user_id", "finish_time", "build_key"],
        unique=False,
    )
    op.create_table(
        "categories",
        sa.Column("category", _TEXT, nullable=False),
        sa.Column("display_name", _TEXT, nullable=False),
        sa.Column("description", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("category", name=op.f("pk_categories")),
    )
    op.create_table(
        "error_rollups",
        sa.Column("workspace_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("bucket_seconds", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("bucket_start", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("agent_name", _TEXT, nullable=False),
        sa.Column("team_id", _TEXT, nullable=False),
        sa.Column("error_type", _TEXT, nullable=False),
        sa.Column("fingerprint", _TEXT, nullable=False),
        sa.Column("writer_slot", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("failures", sa.BigInteger(), nullable=False),
        sa.Column("last_time", sa.BigInteger(), nullable=False),
        sa.Column("template", _TEXT, nullable=False),
        sa.Column("last_execution_id", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint(
            "workspace_key",
            "bucket_seconds",
            "bucket_start",
            "agent_name",
            "team_id",
            "error_type",
            "fingerprint",
            "writer_slot",
            name=op.f("pk_error_rollups"),
        ),
    )
    op.create_table(
        "execution_commits",
        sa.Column("workspace_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("receive_time", sa.BigInteger(), nullable=False),
        sa.Column("execution_ids", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_key", "revision", name=op.f("pk_execution_commits")),
    )
    op.create_table(
        "execution_deltas",
        sa.Column("workspace_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("bucket_start", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("agent_name", _TEXT, nullable=False),
        sa.Column("model", _TEXT, nullable=False),
        sa.Column("team_id", _TEXT, nullable=False),
        sa.Column("writer_slot", sa.SmallInteger(), nullable=False),
        sa.Column("successful", sa.BigInteger(), nullable=False),
        sa.Column("failed", sa.BigInteger(), nullable=False),
        sa.Column("cancelled", sa.BigInteger(), nullable=False),
        sa.Column("duration_count", sa.BigInteger(), nullable=False),
        sa.Column("duration_sum_us", sa.BigInteger(), nullable=False),
        sa.Column("duration_square_sum", sa.Float(precision=53), nullable=False),
        sa.Column("tokens_count", sa.BigInteger(), nullable=False),
        sa.Column("tokens_sum", sa.BigInteger(), nullable=False),
        sa.Column("tokens_square_sum", sa.Float(precision=53), nullable=False),
        sa.Column("quality_count", sa.BigInteger(), nullable=False),
        sa.Column("quality_sum_micro", sa.BigInteger(), nullable=False),
        sa.Column("quality_square_sum", sa.Float(precision=53), nullable=False),
        sa.Column("cost_count", sa.BigInteger(), nullable=False),
        sa.Column("cost_sum_nano", sa.BigInteger(), nullable=False),
        sa.Column("cost_square_sum", sa.Float(precision=53), nullable=False),
        sa.Column("failed_duration_us", sa.BigInteger(), nullable=False),
        sa.Column("failed_cost_nano", sa.BigInteger(), nullable=False),
        sa.Column("retries", sa.BigInteger(), nullable=False),
        sa.Column("cacheable_count", sa.BigInteger(), nullable=False),
        sa.Column("cache_hits", sa.BigInteger(), nullable=False),
        sa.Column("cacheable_tokens", sa.BigInteger(), nullable=False),
        sa.Column("duration_min_us", sa.BigInteger(), nullable=False),
        sa.Column("tokens_min", sa.BigInteger(), nullable=False),
        sa.Column("cost_min_nano", sa.BigInteger(), nullable=False),
        sa.Column("duration_max_us", sa.BigInteger(), nullable=False),
        sa.Column("tokens_max", sa.BigInteger(), nullable=False),
        sa.Column("cost_max_nano", sa.BigInteger(), nullable=False),
        sa.Column("last_executed", sa.BigInteger(), nullable=False),
        sa.Column("sketches", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint(
            "workspace_key",
            "revision",
            "bucket_start",
            "agent_name",
            "model",
            "team_id",
            name=op.f("pk_execution_deltas"),
        ),
    )
    op.create_table(
        "execution_rollups",
        sa.Column("workspace_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("bucket_seconds", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("bucket_start", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("agent_name", _TEXT, nullable=False),
        sa.Column("model", _TEXT, nullable=False),
        sa.Column("team_id", _TEXT, nullable=False),
        sa.Column("writer_slot", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("successful", sa.BigInteger(), nullable=False),
        sa.Column("failed", sa.BigInteger(), nullable=False),
        sa.Column("cancelled", sa.BigInteger(), nullable=False),
        sa.Column("duration_count", sa.BigInteger(), nullable=False),
        sa.Column("duration_sum_us", sa.BigInteger(), nullable=False),
        sa.Column("duration_square_sum", sa.Float(precision=53), nullable=False),
        sa.Column("tokens_count", sa.BigInteger(), nullable=False),
        sa.Column("tokens_sum", sa.BigInteger(), nullable=False),
        sa.Column("tokens_square_sum", sa.Float(precision=53), nullable=False),
        sa.Column("quality_count", sa.BigInteger(), nullable=False),
        sa.Column("quality_sum_micro", sa.BigInteger(), nullable=False),
        sa.Column("quality_square_sum", sa.Float(precision=53), nullable=False),
        sa.Column("cost_count", sa.BigInteger(), nullable=False),
        sa.Column("cost_sum_nano", sa.BigInteger(), nullable=False),
        sa.Column("cost_square_sum", sa.Float(precision=53), nullable=False),
        sa.Column("failed_duration_us", sa.BigInteger(), nullable=False),
        sa.Column("failed_cost_nano", sa.BigInteger(), nullable=False),
        sa.Column("retries", sa.BigInteger(), nullable=False),
        sa.Column("cacheable_count", sa.BigInteger(), nullable=False),
        sa.Column("cache_hits", sa.BigInteger(), nullable=False),
        sa.Column("cacheable_tokens", sa.BigInteger(), nullable=False),
        sa.Column("duration_min_us", sa.BigInteger(), nullable=False),
        sa.Column("tokens_min", sa.BigInteger(), nullable=False),
        sa.Column("cost_min_nano", sa.BigInteger(), nullable=False),
        sa.Column("duration_max_us", sa.BigInteger(), nullable=False),
        sa.Column("tokens_max", sa.BigInteger(), nullable=False),
        sa.Column("cost_max_nano", sa.BigInteger(), nullable=False),
        sa.Column("last_executed", sa.BigInteger(), nullable=False),
        sa.Column("sketches", sa.LargeBinary(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "workspace_key",
            "bucket_seconds",
            "bucket_start",
            "agent_name",
            "model",
            "team_id",
            "writer_slot",
            name=op.f("pk_execution_rollups"),
        ),
    )
    op.create_index(
        "ix_execution_rollups_revision",
        "execution_rollups",
        ["workspace_key", "revision"],
        unique=False,
        sqlite_where=sa.text("bucket_seconds = 0"),
        postgresql_where=sa.text("bucket_seconds = 0"),
    )
    op.create_table(
        "executions",
        sa.Column("workspace_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("execution_id", _TEXT, nullable=False),
        sa.Column("event_time", sa.BigInteger(), nullable=False),
        sa.Column("receive_time", sa.BigInteger(), nullable=False),
        sa.Column("agent_name", _TEXT, nullable=False),
        sa.Column("outcome", sa.SmallInteger(), nullable=False),
        sa.Column("duration_ms", sa.Float(precision=53), nullable=True),
        sa.Column("tokens", sa.BigInteger(), nullable=True),
        sa.Column("input_tokens", sa.BigInteger(), nullable=True),
        sa.Column("output_tokens", sa.BigInteger(), nullable=True),
        sa.Column("cached_tokens", sa.BigInteger(), nullable=True),
        sa.Column("quality_score", sa.Float(precision=53), nullable=True),
        sa.Column("cost_nano_usd", sa.BigInteger(), nullable=True),
        sa.Column("model", _TEXT, nullable=False),
        sa.Column("team_id", _TEXT, nullable=False),
        sa.Column("user_id", _TEXT, nullable=False),
        sa.Column("build_id", _TEXT, nullable=False),
        sa.Column("variant_id", _TEXT, nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("retry_of_execution_id", _TEXT, nullable=False),
        sa.Column("requirement_ids", sa.Text(), nullable=True),
        sa.Column("error_type", _TEXT, nullable=False),
        sa.Column("error_message", _TEXT, nullable=False),
        sa.Column("start_time", sa.BigInteger(), nullable=True),
        sa.Column("end_time", sa.BigInteger(), nullable=True),
        sa.Column("parent_execution_id", _TEXT, nullable=False),
        sa.Column("trace_id", _TEXT, nullable=False),
        sa.Column("agent", _TEXT, nullable=False),
        sa.Column("agent_version", _TEXT, nullable=False),
        sa.Column("attributes", sa.Text(), nullable=True),
        sa.Column("price_version", sa.BigInteger(), nullable=True),
        sa.Column("overflow", sa.SmallInteger(), nullable=True),
        sa.PrimaryKeyConstraint("workspace_key", "execution_id", name=op.f("pk_executions")),
    )
    op.create_index("ix_executions_agent", "executions", ["workspace_key", "agent_name", "event_time"], unique=False)
    op.create_index("ix_executions_time", "executions", ["workspace_key", "event_time"], unique=False)
    op.create_index("ix_executions_received", "executions", ["workspace_key", "receive_time"], unique=False)
    op.create_index(
        "ix_executions_trace",
        "executions",
        ["workspace_key", "trace_id", "event_time", "execution_id"],
        unique=False,
        sqlite_where=sa.text("trace_id <> ''"),
        postgresql_where=sa.text("trace_id <> ''"),
    )
    op.create_table(
        "experiments",
        sa.Column("workspace_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("agent_name", _TEXT, nullable=False),
        sa.Column("salt", _TEXT, nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("create_time", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_key", "agent_name", name=op.f("pk_experiments")),
    )
    op.create_table(
        "installations",
        sa.Column("workspace_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("agent_key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("installation_id", _TEXT, nullable=False),
        sa.Column("agent", _TEXT, nullable=False),
        sa.Column("version", _TEXT, nullable=False),
        sa.Column("digest", _TEXT, nullable=False),
        sa.Column("version_range", _TEXT, nullable=False),
        sa.Column("direct", sa.Boolean(), nullable=False),
        sa.Column("config", sa.Text(), nullable=True),
        sa.Column("create_time", sa.BigInteger(), nullable=False),
        sa.Column("update_time", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_key", "agent_key", name=op.f("pk_installations")),
    )
    op.create_table(
        "installers",
        sa.Column("workspace_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("agent_key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("principal", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("workspace_key", "agent_key", "principal", name=op.f("pk_installers")),
    )
    op.create_table(
        "namespace_members",
        sa.Column("namespace", _TEXT, nullable=False),
        sa.Column("principal", _TEXT, nullable=False),
        sa.Column("role", _TEXT, nullable=False),
        sa.Column("create_time", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("namespace", "principal", name=op.f("pk_namespace_members")),
    )
    op.create_table(
        "namespaces",
        sa.Column("namespace", _TEXT, nullable=False),
        sa.Column("workspace_key", sa.Integer(), nullable=False),
        sa.Column("description", _TEXT, nullable=False),
        sa.Column("offered_workspace", _TEXT, nullable=False),
        sa.Column("creator", _TEXT, nullable=False),
        sa.Column("create_time", sa.BigInteger(), nullable=False),
        sa.Column("update_time", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("namespace", name=op.f("pk_namespaces")),
    )
    op.create_index(op.f("ix_namespaces_workspace_key"), "namespaces", ["workspace_key"], unique=False)
    op.create_table(
        "ratings",
        sa.Column("workspace_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("agent_key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("principal", _TEXT, nullable=False),
        sa.Column("half_stars", sa.Integer(), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("review", _TEXT, nullable=False),
        sa.Column("create_time", sa.BigInteger(), nullable=False),
        sa.Column("update_time", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_key", "agent_key", "principal", name=op.f("pk_ratings")),
    )
    op.create_table(
        "requests",
        sa.Column("workspace_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("principal", _TEXT, nullable=False),
        sa.Column("method", _TEXT, nullable=False),
        sa.Column("request_id", _TEXT, nullable=False),
        sa.Column("digest", _TEXT, nullable=False),
        sa.Column("response", sa.LargeBinary(), nullable=False),
        sa.Column("expire_time", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_key", "principal", "method", "request_id", name=op.f("pk_requests")),
    )
    op.create_index(op.f("ix_requests_expire_time"), "requests", ["expire_time"], unique=False)
    op.create_table(
        "results",
        sa.Column("workspace_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("result_id", _TEXT, nullable=False),
        sa.Column("agent_name", _TEXT, nullable=False),
        sa.Column("variant_id", _TEXT, nullable=False),
        sa.Column("success", sa.Integer(), nullable=True),
        sa.Column("quality_micro", sa.BigInteger(), nullable=True),
        sa.Column("duration_us", sa.BigInteger(), nullable=True),
        sa.Column("cost_nano_usd", sa.BigInteger(), nullable=True),
        sa.Column("error", _TEXT, nullable=False),
        sa.Column("propensity", sa.Double(), nullable=True),
        sa.Column("policy_version", sa.BigInteger(), nullable=True),
        sa.Column("late", sa.Integer(), nullable=False),
        sa.Column("receive_time", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_key", "result_id", name=op.f("pk_results")),
    )
    op.create_table(
        "retention_horizons",
        sa.Column("workspace_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", _TEXT, nullable=False),
        sa.Column("time", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_key", "kind", name=op.f("pk_retention_horizons")),
    )
    op.create_table(
        "server_keys",
        sa.Column("kid", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key_hex", _TEXT, nullable=False),
        sa.Column("create_time", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("kid", name=op.f("pk_server_keys")),
    )
    op.create_table(
        "streams",
        sa.Column("workspace_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("topic", _TEXT, nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_key", "topic", name=op.f("pk_streams")),
    )
    op.create_table(
        "variant_statistics",
        sa.Column("workspace_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("agent_name", _TEXT, nullable=False),
        sa.Column("variant_id", _TEXT, nullable=False),
        sa.Column("writer_slot", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("result_count", sa.BigInteger(), nullable=False),
        sa.Column("outcome_count", sa.BigInteger(), nullable=False),
        sa.Column("success_count", sa.BigInteger(), nullable=False),
        sa.Column("quality_count", sa.BigInteger(), nullable=False),
        sa.Column("quality_sum_micro", sa.BigInteger(), nullable=False),
        sa.Column("duration_count", sa.BigInteger(), nullable=False),
        sa.Column("duration_sum_us", sa.BigInteger(), nullable=False),
        sa.Column("cost_count", sa.BigInteger(), nullable=False),
        sa.Column("cost_sum_nano_usd", sa.BigInteger(), nullable=False),
        sa.Column("score_sum_nano", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "workspace_key", "agent_name", "variant_id", "writer_slot", name=op.f("pk_variant_statistics")
        ),
    )
    op.create_table(
        "variants",
        sa.Column("workspace_key", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("agent_name", _TEXT, nullable=False),
        sa.Column("variant_id", _TEXT, nullable=False),
        sa.Column("variant_key", sa.BigInteger(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("prompt", _TEXT, nullable=False),
        sa.Column("create_time", sa.BigInteger(), nullable=False),
        sa.Column("description", _TEXT, nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_key", "agent_name", "variant_id", name=op.f("pk_variants")),
    )
    op.create_index(
        op.f("ix_variants_workspace_key_create_time_variant_key"),
        "variants",
        ["workspace_key", "create_time", "variant_key"],
        unique=False,
    )
    op.create_table(
        "workspaces",
        sa.Column("workspace_key", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("workspace", _TEXT, nullable=False),
        sa.Column("create_time", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_key", name=op.f("pk_workspaces")),
        sa.UniqueConstraint("workspace", name=op.f("uq_workspaces_workspace")),
    )
    op.create_table(
        "writer_slots",
        sa.Column("slot", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("epoch", sa.BigInteger(), nullable=False),
        sa.Column("owner", _TEXT, nullable=False),
        sa.Column("expire_time", sa.BigInteger(), nullable=False),
        sa.Column("transaction_number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("slot", name=op.f("pk_writer_slots")),
    )
