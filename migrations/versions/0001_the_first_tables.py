"""the first tables

Revision: 0001
Follows:
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "message",
        sa.Column("account", sa.String(length=80), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("external_id", sa.String(length=160), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("noted_at", sa.DateTime(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.String(length=120), nullable=True),
        sa.Column("talker", sa.String(length=120), nullable=True),
        sa.Column("nick", sa.String(length=120), nullable=False),
        sa.Column("type", sa.String(length=12), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("human", sa.String(length=20), nullable=True),
        sa.Column("trace", sa.String(length=16), nullable=True),
        sa.Column("error", sa.String(length=80), nullable=True),
        sa.PrimaryKeyConstraint("account", "id", name=op.f("pk_message")),
    )
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.create_index("ix_message_site_id_human", ["site_id", "human"], unique=False)
        batch_op.create_index("ix_message_state_id", ["state", "id"], unique=False)
        batch_op.create_index("ix_message_talker_id", ["talker", "id"], unique=False)
        batch_op.create_index("uq_message_account_external_id", ["account", "external_id"], unique=True)

    op.create_table(
        "meta",
        sa.Column("key", sa.String(length=30), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_meta")),
    )
    op.create_table(
        "plan",
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("sampling_days", sa.JSON(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("usual", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("name", "version", name=op.f("pk_plan")),
    )
    op.create_table(
        "sign_in",
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_sign_in")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index("ix_sign_in_person_id", ["person_id"], unique=False)

    op.create_table(
        "site",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("short", sa.String(length=20), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("timezone", sa.String(length=40), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
        sa.UniqueConstraint("name", name=op.f("uq_site_name")),
        sa.UniqueConstraint("short", name=op.f("uq_site_short")),
    )
    op.create_table(
        "acknowledgement",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("notice_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.String(length=120), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("room", sa.String(length=20), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_acknowledgement_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_acknowledgement")),
    )
    with op.batch_alter_table("acknowledgement", schema=None) as batch_op:
        batch_op.create_index("ix_acknowledgement_notice_id_group_id", ["notice_id", "group_id"], unique=False)

    op.create_table(
        "alert",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("tried_at", sa.DateTime(), nullable=True),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("error", sa.String(length=80), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_alert_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_alert")),
    )
    with op.batch_alter_table("alert", schema=None) as batch_op:
        batch_op.create_index("ix_alert_state_due_at", ["state", "due_at"], unique=False)
        batch_op.create_index("uq_alert_site_id_key", ["site_id", "key"], unique=True)

    op.create_table(
        "attachment",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("request_id", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("media", sa.String(length=40), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("fate", sa.String(length=12), nullable=True),
        sa.Column("type", sa.String(length=12), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_attachment_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_attachment")),
    )
    op.create_table(
        "audit",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_audit_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_audit")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index("uq_audit_site_id_number", ["site_id", "number"], unique=True)

    op.create_table(
        "call",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("request_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("called_at", sa.DateTime(), nullable=False),
        sa.Column("last_at", sa.DateTime(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_call_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_call")),
    )
    with op.batch_alter_table("call", schema=None) as batch_op:
        batch_op.create_index("ix_call_person_id", ["person_id"], unique=False)
        batch_op.create_index("uq_call_site_id_request_id_person_id", ["site_id", "request_id", "person_id"], unique=True)

    op.create_table(
        "change",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.Column("ticket", sa.String(length=12), nullable=True),
        sa.Column("room", sa.String(length=20), nullable=True),
        sa.Column("field", sa.String(length=20), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_change_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_change")),
    )
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.create_index("ix_change_site_id_at", ["site_id", "at"], unique=False)
        batch_op.create_index("ix_change_site_id_room", ["site_id", "room"], unique=False)

    op.create_table(
        "checkin",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("half", sa.String(length=2), nullable=False),
        sa.Column("room", sa.String(length=20), nullable=True),
        sa.Column("name", sa.String(length=40), nullable=True),
        sa.Column("temperature", sa.Numeric(precision=3, scale=1, asdecimal=False), nullable=True),
        sa.Column("symptoms", sa.JSON(), nullable=True),
        sa.Column("missing", sa.JSON(), nullable=False),
        sa.Column("reported_by", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=False),
        sa.Column("replaced_by", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_checkin_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_checkin")),
    )
    with op.batch_alter_table("checkin", schema=None) as batch_op:
        batch_op.create_index("ix_checkin_site_id_day_half", ["site_id", "day", "half"], unique=False)

    op.create_table(
        "code",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=10), nullable=False),
        sa.Column("grants", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=True),
        sa.Column("work_group", sa.String(length=20), nullable=False),
        sa.Column("position", sa.String(length=40), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.Column("used_by", sa.String(length=120), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_code_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_code")),
        sa.UniqueConstraint("hash", name=op.f("uq_code_hash")),
    )
    op.create_table(
        "counter",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("letter", sa.String(length=4), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_counter_site_id")),
        sa.PrimaryKeyConstraint("site_id", "letter", name=op.f("pk_counter")),
    )
    op.create_table(
        "entry",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("room", sa.String(length=20), nullable=True),
        sa.Column("name", sa.String(length=40), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("changed", sa.Boolean(), nullable=False),
        sa.Column("missing", sa.JSON(), nullable=False),
        sa.Column("said_by", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_entry_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_entry")),
    )
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.create_index("ix_entry_site_id_day_kind", ["site_id", "day", "kind"], unique=False)

    op.create_table(
        "gap",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.String(length=80), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("announced_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_gap_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_gap")),
    )
    op.create_table(
        "group",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("account", sa.String(length=80), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("first_seen", sa.DateTime(), nullable=True),
        sa.Column("leave_after", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_group_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group")),
    )
    with op.batch_alter_table("group", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_group_site_id"), ["site_id"], unique=False)

    op.create_table(
        "list_version",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.String(length=120), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("entries", sa.JSON(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_list_version_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_list_version")),
    )
    with op.batch_alter_table("list_version", schema=None) as batch_op:
        batch_op.create_index("ix_list_version_group_id_day_title", ["group_id", "day", "title"], unique=False)

    op.create_table(
        "loan",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("lent_by", sa.BigInteger(), nullable=False),
        sa.Column("lent_at", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_loan_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_loan")),
    )
    with op.batch_alter_table("loan", schema=None) as batch_op:
        batch_op.create_index("ix_loan_site_id_person_id", ["site_id", "person_id"], unique=False)

    op.create_table(
        "material",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("link", sa.String(length=500), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("file", sa.String(length=120), nullable=True),
        sa.Column("stored_by", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("replaced_by", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_material_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_material")),
    )
    with op.batch_alter_table("material", schema=None) as batch_op:
        batch_op.create_index("ix_material_site_id_title", ["site_id", "title"], unique=False)

    op.create_table(
        "need",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("stay_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("medicine", sa.String(length=80), nullable=True),
        sa.Column("run_out", sa.Date(), nullable=True),
        sa.Column("follow_up", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(length=200), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("noted_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_need_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_need")),
    )
    with op.batch_alter_table("need", schema=None) as batch_op:
        batch_op.create_index("ix_need_site_id_stay_id", ["site_id", "stay_id"], unique=False)

    op.create_table(
        "notice",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("needs_ack", sa.Boolean(), nullable=False),
        sa.Column("work_group", sa.String(length=20), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("earlier", sa.JSON(), nullable=False),
        sa.Column("written_by", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_notice_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_notice")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index("ix_notice_sent_at", ["sent_at"], unique=False)
        batch_op.create_index("uq_notice_number", ["number"], unique=True)

    op.create_table(
        "notice_target",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("notice_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_notice_target_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_notice_target")),
    )
    with op.batch_alter_table("notice_target", schema=None) as batch_op:
        batch_op.create_index("ix_notice_target_group_id", ["group_id"], unique=False)
        batch_op.create_index("ix_notice_target_notice_id", ["notice_id"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("contact", sa.String(length=120), nullable=True),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("binding", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=True),
        sa.Column("room", sa.String(length=20), nullable=True),
        sa.Column("nick", sa.String(length=120), nullable=False),
        sa.Column("nick_seen", sa.String(length=120), nullable=False),
        sa.Column("position", sa.String(length=40), nullable=False),
        sa.Column("work_group", sa.String(length=20), nullable=False),
        sa.Column("reachable", sa.Boolean(), nullable=True),
        sa.Column("muted_until", sa.DateTime(), nullable=True),
        sa.Column("left_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_person_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("contact", name=op.f("uq_person_contact")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index("ix_person_site_id_room", ["site_id", "room"], unique=False)

    op.create_table(
        "post",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.String(length=80), nullable=False),
        sa.Column("audience", sa.String(length=10), nullable=False),
        sa.Column("group_id", sa.String(length=120), nullable=True),
        sa.Column("contact", sa.String(length=120), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("mentions", sa.JSON(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=12), nullable=True),
        sa.Column("gather", sa.String(length=20), nullable=True),
        sa.Column("key", sa.String(length=160), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("fallback", sa.JSON(), nullable=True),
        sa.Column("attachment", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(), nullable=True),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("lead", sa.Boolean(), nullable=False),
        sa.Column("lead_id", sa.BigInteger(), nullable=True),
        sa.Column("said_text", sa.Text(), nullable=True),
        sa.Column("said_as", sa.String(length=160), nullable=True),
        sa.Column("error", sa.String(length=80), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_post_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_post")),
    )
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.create_index("ix_post_account_claimed_at", ["account", "claimed_at"], unique=False)
        batch_op.create_index("ix_post_state_due_at", ["state", "due_at"], unique=False)
        batch_op.create_index("uq_post_site_id_key", ["site_id", "key"], unique=True)

    op.create_table(
        "question",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.String(length=120), nullable=True),
        sa.Column("contact", sa.String(length=120), nullable=False),
        sa.Column("field", sa.String(length=20), nullable=False),
        sa.Column("records", sa.JSON(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_question_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_question")),
    )
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.create_index("ix_question_contact_state", ["contact", "state"], unique=False)

    op.create_table(
        "request",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("ticket", sa.String(length=12), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("missing", sa.JSON(), nullable=False),
        sa.Column("room", sa.String(length=20), nullable=True),
        sa.Column("name", sa.String(length=40), nullable=True),
        sa.Column("category", sa.String(length=20), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("asked_by", sa.BigInteger(), nullable=True),
        sa.Column("in_charge", sa.BigInteger(), nullable=True),
        sa.Column("group_id", sa.String(length=120), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_request_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_request")),
    )
    with op.batch_alter_table("request", schema=None) as batch_op:
        batch_op.create_index("ix_request_site_id_closed_at", ["site_id", "closed_at"], unique=False)
        batch_op.create_index("ix_request_site_id_opened_at", ["site_id", "opened_at"], unique=False)
        batch_op.create_index("ix_request_site_id_status", ["site_id", "status"], unique=False)
        batch_op.create_index("uq_request_site_id_ticket", ["site_id", "ticket"], unique=True)

    op.create_table(
        "room",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("floor", sa.String(length=10), nullable=False),
        sa.Column("beds", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_room_site_id")),
        sa.PrimaryKeyConstraint("site_id", "number", name=op.f("pk_room")),
    )
    op.create_table(
        "sample",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("stay_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("room", sa.String(length=20), nullable=False),
        sa.Column("result", sa.String(length=10), nullable=False),
        sa.Column("said_by", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=False),
        sa.Column("replaced_by", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_sample_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_sample")),
    )
    with op.batch_alter_table("sample", schema=None) as batch_op:
        batch_op.create_index("ix_sample_site_id_day", ["site_id", "day"], unique=False)

    op.create_table(
        "shift",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=10), nullable=True),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("ended_by", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_shift_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_shift")),
    )
    with op.batch_alter_table("shift", schema=None) as batch_op:
        batch_op.create_index("ix_shift_site_id_ended_at", ["site_id", "ended_at"], unique=False)

    op.create_table(
        "slot",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("job", sa.String(length=30), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("run_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_slot_site_id")),
        sa.PrimaryKeyConstraint("site_id", "job", "subject", "at", name=op.f("pk_slot")),
    )
    with op.batch_alter_table("slot", schema=None) as batch_op:
        batch_op.create_index("ix_slot_site_id_state_at", ["site_id", "state", "at"], unique=False)

    op.create_table(
        "stay",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("room", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("sex", sa.String(length=4), nullable=True),
        sa.Column("age", sa.Integer(), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("category", sa.String(length=10), nullable=True),
        sa.Column("flags", sa.JSON(), nullable=False),
        sa.Column("admitted", sa.Date(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("end_reason", sa.String(length=80), nullable=True),
        sa.Column("plan", sa.String(length=20), nullable=True),
        sa.Column("plan_version", sa.Integer(), nullable=True),
        sa.Column("day_one", sa.Date(), nullable=True),
        sa.Column("extra_days", sa.Integer(), nullable=False),
        sa.Column("release_on", sa.Date(), nullable=True),
        sa.Column("survey", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_stay_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_stay")),
    )
    with op.batch_alter_table("stay", schema=None) as batch_op:
        batch_op.create_index("ix_stay_site_id_ended_at", ["site_id", "ended_at"], unique=False)

    op.create_table(
        "word",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("list", sa.String(length=20), nullable=False),
        sa.Column("word", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_word_site_id")),
        sa.PrimaryKeyConstraint("site_id", "list", "word", name=op.f("pk_word")),
    )
    op.create_table(
        "wrong_code",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("contact", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_wrong_code_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_wrong_code")),
    )
    with op.batch_alter_table("wrong_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wrong_code_contact"), ["contact"], unique=False)

    op.create_table(
        "wrong_sign_in",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_wrong_sign_in_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_wrong_sign_in")),
    )
    with op.batch_alter_table("wrong_sign_in", schema=None) as batch_op:
        batch_op.create_index("ix_wrong_sign_in_at", ["at"], unique=False)

    op.create_table(
        "account",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("secret", sa.String(length=200), nullable=True),
        sa.Column("invite", sa.String(length=64), nullable=True),
        sa.Column("invite_until", sa.DateTime(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_account_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_account")),
        sa.UniqueConstraint("name", name=op.f("uq_account_name")),
    )
    op.create_table(
        "request_step",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("request_id", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=True),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["site_id", "request_id"], ["request.site_id", "request.id"], name=op.f("fk_request_step_site_id_request_id")
        ),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_request_step")),
    )
    with op.batch_alter_table("request_step", schema=None) as batch_op:
        batch_op.create_index("ix_request_step_site_id_request_id", ["site_id", "request_id"], unique=False)

    op.create_table(
        "stay_step",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("stay_id", sa.BigInteger(), nullable=False),
        sa.Column("what", sa.String(length=12), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=True),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["site_id", "stay_id"], ["stay.site_id", "stay.id"], name=op.f("fk_stay_step_site_id_stay_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_stay_step")),
    )
    with op.batch_alter_table("stay_step", schema=None) as batch_op:
        batch_op.create_index("ix_stay_step_site_id_stay_id", ["site_id", "stay_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("stay_step", schema=None) as batch_op:
        batch_op.drop_index("ix_stay_step_site_id_stay_id")

    op.drop_table("stay_step")
    with op.batch_alter_table("request_step", schema=None) as batch_op:
        batch_op.drop_index("ix_request_step_site_id_request_id")

    op.drop_table("request_step")
    op.drop_table("account")
    with op.batch_alter_table("wrong_sign_in", schema=None) as batch_op:
        batch_op.drop_index("ix_wrong_sign_in_at")

    op.drop_table("wrong_sign_in")
    with op.batch_alter_table("wrong_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wrong_code_contact"))

    op.drop_table("wrong_code")
    op.drop_table("word")
    with op.batch_alter_table("stay", schema=None) as batch_op:
        batch_op.drop_index("ix_stay_site_id_ended_at")

    op.drop_table("stay")
    with op.batch_alter_table("slot", schema=None) as batch_op:
        batch_op.drop_index("ix_slot_site_id_state_at")

    op.drop_table("slot")
    with op.batch_alter_table("shift", schema=None) as batch_op:
        batch_op.drop_index("ix_shift_site_id_ended_at")

    op.drop_table("shift")
    with op.batch_alter_table("sample", schema=None) as batch_op:
        batch_op.drop_index("ix_sample_site_id_day")

    op.drop_table("sample")
    op.drop_table("room")
    with op.batch_alter_table("request", schema=None) as batch_op:
        batch_op.drop_index("uq_request_site_id_ticket")
        batch_op.drop_index("ix_request_site_id_status")
        batch_op.drop_index("ix_request_site_id_opened_at")
        batch_op.drop_index("ix_request_site_id_closed_at")

    op.drop_table("request")
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.drop_index("ix_question_contact_state")

    op.drop_table("question")
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.drop_index("uq_post_site_id_key")
        batch_op.drop_index("ix_post_state_due_at")
        batch_op.drop_index("ix_post_account_claimed_at")

    op.drop_table("post")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index("ix_person_site_id_room")

    op.drop_table("person")
    with op.batch_alter_table("notice_target", schema=None) as batch_op:
        batch_op.drop_index("ix_notice_target_notice_id")
        batch_op.drop_index("ix_notice_target_group_id")

    op.drop_table("notice_target")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index("uq_notice_number")
        batch_op.drop_index("ix_notice_sent_at")

    op.drop_table("notice")
    with op.batch_alter_table("need", schema=None) as batch_op:
        batch_op.drop_index("ix_need_site_id_stay_id")

    op.drop_table("need")
    with op.batch_alter_table("material", schema=None) as batch_op:
        batch_op.drop_index("ix_material_site_id_title")

    op.drop_table("material")
    with op.batch_alter_table("loan", schema=None) as batch_op:
        batch_op.drop_index("ix_loan_site_id_person_id")

    op.drop_table("loan")
    with op.batch_alter_table("list_version", schema=None) as batch_op:
        batch_op.drop_index("ix_list_version_group_id_day_title")

    op.drop_table("list_version")
    with op.batch_alter_table("group", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_group_site_id"))

    op.drop_table("group")
    op.drop_table("gap")
    with op.batch_alter_table("entry", schema=None) as batch_op:
        batch_op.drop_index("ix_entry_site_id_day_kind")

    op.drop_table("entry")
    op.drop_table("counter")
    op.drop_table("code")
    with op.batch_alter_table("checkin", schema=None) as batch_op:
        batch_op.drop_index("ix_checkin_site_id_day_half")

    op.drop_table("checkin")
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.drop_index("ix_change_site_id_room")
        batch_op.drop_index("ix_change_site_id_at")

    op.drop_table("change")
    with op.batch_alter_table("call", schema=None) as batch_op:
        batch_op.drop_index("uq_call_site_id_request_id_person_id")
        batch_op.drop_index("ix_call_person_id")

    op.drop_table("call")
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_index("uq_audit_site_id_number")

    op.drop_table("audit")
    op.drop_table("attachment")
    with op.batch_alter_table("alert", schema=None) as batch_op:
        batch_op.drop_index("uq_alert_site_id_key")
        batch_op.drop_index("ix_alert_state_due_at")

    op.drop_table("alert")
    with op.batch_alter_table("acknowledgement", schema=None) as batch_op:
        batch_op.drop_index("ix_acknowledgement_notice_id_group_id")

    op.drop_table("acknowledgement")
    op.drop_table("site")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index("ix_sign_in_person_id")

    op.drop_table("sign_in")
    op.drop_table("plan")
    op.drop_table("meta")
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_index("uq_message_account_external_id")
        batch_op.drop_index("ix_message_talker_id")
        batch_op.drop_index("ix_message_state_id")
        batch_op.drop_index("ix_message_site_id_human")

    op.drop_table("message")
