"""Roles: what a caller may do. Each method of the contract names its permission; a role is a set of them."""

from __future__ import annotations

VIEWER = frozenset(
    {
        "access.self.get",
        "marketplace.manifests.validate",
        "marketplace.agents.get",
        "marketplace.agents.list",
        "marketplace.agents.search",
        "marketplace.categories.list",
        "marketplace.namespaces.get",
        "marketplace.namespaces.list",
        "marketplace.installations.list",
        "memory.builds.get",
        "memory.builds.list",
        "memory.stacks.suggest",
        "memory.insights.get",
        "memory.recommendations.list",
        "observability.alert_rules.get",
        "observability.alert_rules.list",
        "observability.alert_rules.test",
        "observability.alerts.list",
        "observability.alerts.watch",
        "observability.executions.get",
        "observability.executions.list",
        "observability.executions.watch",
        "observability.gauges.list",
        "observability.incidents.get",
        "observability.metrics.get",
        "observability.metrics.watch",
        "observability.prices.list",
        "observability.silences.list",
        "optimizer.variants.list",
        "optimizer.reports.get",
    }
)
RECORDER = VIEWER | {
    "memory.builds.record",
    "observability.executions.record",
    "observability.gauges.record",
    "optimizer.variants.select",
    "optimizer.results.record",
}
_INSTALLER = {
    "marketplace.installations.create",
    "marketplace.installations.delete",
}
PUBLISHER = (
    VIEWER
    | _INSTALLER
    | {
        "marketplace.agents.publish",
        "marketplace.agents.deprecate",
        "marketplace.versions.yank",
        "marketplace.namespaces.create",
        "marketplace.namespaces.update",
        "marketplace.members.add",
        "marketplace.members.remove",
        "marketplace.ratings.create",
    }
)
OPERATOR = (
    RECORDER
    | _INSTALLER
    | {
        "access.audit.list",
        "access.keys.list",
        "observability.alert_rules.create",
        "observability.alert_rules.update",
        "observability.alert_rules.delete",
        "observability.alerts.acknowledge",
        "observability.notification_channels.create",
        "observability.notification_channels.list",
        "observability.notification_channels.update",
        "observability.notification_channels.delete",
        "observability.notification_channels.test",
        "observability.prices.update",
        "observability.silences.create",
        "observability.silences.delete",
        "optimizer.variants.add",
        "optimizer.variants.update",
    }
)
ADMIN = (
    PUBLISHER
    | OPERATOR
    | {"access.keys.create", "access.keys.revoke", "access.keys.rotate", "marketplace.namespaces.transfer"}
)
PERMISSIONS_OF_ROLE = {
    "ROLE_VIEWER": VIEWER,
    "ROLE_RECORDER": RECORDER,
    "ROLE_PUBLISHER": PUBLISHER,
    "ROLE_OPERATOR": OPERATOR,
    "ROLE_ADMIN": ADMIN,
}
ROLE_OF_WORD = {name.removeprefix("ROLE_").lower(): name for name in PERMISSIONS_OF_ROLE}
"""What people, tokens and certificates call a role: viewer, recorder, publisher, operator, admin."""
