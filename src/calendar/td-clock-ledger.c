/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "td-clock-private.h"

/* The ledger is a document, so it is Vietnamese whatever language the window has. */

#define CIVIL_CODE " Bộ luật Dân sự 2015"
#define LABOUR_CODE " Bộ luật Lao động 2019"
#define MAX_WALK 4000 /* days that are looked through for holidays */

static const char *const unit_nicks[] = { "working_day", "hour", "calendar_day", "month",
                                          "same_day" };

static const char *const event_nicks[TD_N_EVENTS] = {
  "received",
  "handed_over",
  "supplement_requested",
  "supplement_received",
  "consulted",
  "paused",
  "resumed",
  "extended",
  "apology",
  "resolved",
  "returned",
  "refused",
  "withdrawn",
  "stopped",
  "note",
};

static const char *const event_words[TD_N_EVENTS] = {
  "Tiếp nhận hồ sơ",
  "Bàn giao hồ sơ",
  "Yêu cầu bổ sung, hoàn thiện hồ sơ",
  "Nhận đủ hồ sơ bổ sung",
  "Lấy ý kiến cơ quan, đơn vị",
  "Tạm dừng giải quyết",
  "Tiếp tục giải quyết",
  "Xin lỗi và hẹn lại ngày trả kết quả",
  "Gửi thư xin lỗi",
  "Có kết quả giải quyết",
  "Trả kết quả",
  "Từ chối giải quyết",
  "Người nộp rút hồ sơ",
  "Dừng giải quyết",
  "Ghi chú",
};

static const char *const group_nicks[TD_N_GROUPS] = {
  "early",           "on_time",   "late",      "pending_in_time",
  "pending_overdue", "suspended", "withdrawn", "refused",
};

static const char *const group_words[TD_N_GROUPS] = {
  "Trước hạn", "Đúng hạn", "Quá hạn", "Đang giải quyết, trong hạn", "Đang giải quyết, quá hạn",
  "Tạm dừng",  "Đã rút",   "Từ chối",
};

static gboolean
find (const char *const *nicks, guint n, const char *nick, guint *found)
{
  for (guint i = 0; nick != NULL && i < n; i++)
    {
      if (g_ascii_strcasecmp (nicks[i], nick) == 0)
        {
          *found = i;
          return TRUE;
        }
    }

  return FALSE;
}

const char *
td_limit_unit_nick (TdLimitUnit unit)
{
  return (guint) unit < G_N_ELEMENTS (unit_nicks) ? unit_nicks[unit] : NULL;
}

gboolean
td_limit_unit_parse (const char *nick, TdLimitUnit *unit)
{
  guint found;

  if (!find (unit_nicks, G_N_ELEMENTS (unit_nicks), nick, &found))
    return FALSE;
  *unit = (TdLimitUnit) found;

  return TRUE;
}

/**
 * td_limit_describe:
 * @unit: a unit
 * @limit: how many
 *
 * Returns: (transfer full): "05 ngày làm việc", "trong ngày"
 */
char *
td_limit_describe (TdLimitUnit unit, gint64 limit)
{
  static const char *const words[] = { "ngày làm việc", "giờ làm việc", "ngày", "tháng",
                                       "trong ngày" };

  if (unit == TD_LIMIT_SAME_DAY)
    return g_strdup ("trong ngày làm việc");

  return g_strdup_printf ("%02" G_GINT64_FORMAT " %s", limit, words[unit]);
}

const char *
td_event_kind_nick (TdEventKind kind)
{
  return (guint) kind < TD_N_EVENTS ? event_nicks[kind] : NULL;
}

gboolean
td_event_kind_parse (const char *nick, TdEventKind *kind)
{
  guint found;

  if (!find (event_nicks, TD_N_EVENTS, nick, &found))
    return FALSE;
  *kind = (TdEventKind) found;

  return TRUE;
}

/**
 * td_event_kind_words:
 * @kind: a kind of event
 *
 * Returns: how documents name it
 */
const char *
td_event_kind_words (TdEventKind kind)
{
  return (guint) kind < TD_N_EVENTS ? event_words[kind] : "";
}

const char *
td_on_time_group_nick (TdOnTimeGroup group)
{
  return (guint) group < TD_N_GROUPS ? group_nicks[group] : NULL;
}

const char *
td_on_time_group_words (TdOnTimeGroup group)
{
  return (guint) group < TD_N_GROUPS ? group_words[group] : "";
}

static TdClockLine *
add_line (
    TdClock *clock, TdMoment at, TdEventKind kind, char *event, char *effect, const char *rule)
{
  TdClockLine *line = g_new0 (TdClockLine, 1);

  line->at = at;
  line->kind = kind;
  line->event = event;
  line->effect = effect;
  line->rule = g_strdup (rule);
  g_ptr_array_add (clock->ledger, line);

  return line;
}

/* "Bàn giao hồ sơ: Phòng X (12/PC-VP) – lý do" */
static char *
event_text (const TdClockEvent *event)
{
  GString *text = g_string_new (td_event_kind_words (event->kind));

  if (event->party != NULL)
    g_string_append_printf (text, ": %s", event->party);
  if (event->document != NULL)
    g_string_append_printf (text, " (%s)", event->document);
  if (event->reason != NULL)
    g_string_append_printf (text, " – %s", event->reason);

  return g_string_free (text, FALSE);
}

/**
 * td_clock_ledger_event:
 * @clock: the clock
 * @event: what happened
 * @effect: (transfer full): what it did
 * @rule: by which rule
 */
void
td_clock_ledger_event (TdClock *clock, const TdClockEvent *event, char *effect, const char *rule)
{
  add_line (clock, event->at, event->kind, event_text (event), effect, rule);
}

/* RULE nd61-2018-art18, RULE civil-code-147: how the start is told */
void
td_clock_ledger_term (TdClock *clock,
                      const TdClockInput *input,
                      const TdClockEvent *event,
                      const TdClockTerm *term)
{
  g_autofree char *start = td_moment_format_display (term->start);
  g_autofree char *limit = td_limit_describe (input->unit, input->limit);
  g_autofree char *due = td_moment_format_display (term->due);
  gboolean hours = input->unit == TD_LIMIT_HOUR;
  gboolean again = event->kind == TD_EVENT_SUPPLEMENT_RECEIVED;
  const char *rule = hours ? "Khoản 1 Điều 147" CIVIL_CODE : "Khoản 2 Điều 147" CIVIL_CODE;
  const char *why = "";

  switch (term->kind)
    {
    case TD_START_OPENING:
      why = "Ngoài giờ làm việc: tính từ lúc mở cửa. ";
      break;
    case TD_START_LATE_ARRIVAL:
      why = "Nhận sau giờ chốt: tính từ ngày làm việc kế tiếp. ";
      rule = input->policy->law_start;
      break;
    case TD_START_DAY_OFF:
      why = "Nhận vào ngày nghỉ. ";
      break;
    case TD_START_AT_ONCE:
    default:
      break;
    }
  if (again)
    rule = input->policy->law_supplement;
  td_clock_ledger_event (
      clock, event,
      g_strdup_printf ("%s%s %s%s, thời hạn %s: hạn %s", why,
                       again ? "Tính lại từ đầu, kể từ" : "Tính từ", start,
                       hours || input->unit == TD_LIMIT_SAME_DAY ? "" : " (không tính ngày đầu)",
                       limit, due),
      rule);
}

static const char *
end_rule (const TdClockInput *input)
{
  switch (input->unit)
    {
    case TD_LIMIT_HOUR:
      return "Khoản 1 Điều 147" CIVIL_CODE;
    case TD_LIMIT_MONTH:
      return "Khoản 3, khoản 5 Điều 148" CIVIL_CODE;
    case TD_LIMIT_CALENDAR_DAY:
      return "Khoản 1, khoản 5 Điều 148" CIVIL_CODE;
    case TD_LIMIT_SAME_DAY:
    case TD_LIMIT_WORKING_DAY:
    default:
      return "Khoản 1 Điều 148" CIVIL_CODE;
    }
}

void
td_clock_ledger_due (TdClock *clock, const TdClockInput *input, const TdClockTerm *term)
{
  g_autofree char *limit = td_limit_describe (input->unit, input->limit);
  GString *text;

  if (clock->due == TD_MOMENT_NONE)
    return;
  text = g_string_new (NULL);
  g_string_append_printf (text, "Hết thời hạn %s", limit);
  if (clock->waited > 0)
    g_string_append_printf (text, ", đã cộng %" G_GINT64_FORMAT " giờ %02d phút chờ",
                            clock->waited / 60, (int) (clock->waited % 60));
  if (input->unit != TD_LIMIT_HOUR && !input->policy->same_hour && clock->due == term->due)
    g_string_append (text, ", lúc hết giờ làm việc");
  add_line (clock, clock->due, TD_EVENT_NOTE, g_strdup ("Hạn trả kết quả"),
            g_string_free (text, FALSE), end_rule (input));
  if (clock->due_extended != TD_MOMENT_NONE)
    add_line (clock, clock->due_extended, TD_EVENT_NOTE, g_strdup ("Hạn hẹn lại"),
              g_strdup ("Theo văn bản hẹn lại; không thay hạn để xét đúng hạn"),
              input->policy->law_extension);
}

static const char *
day_off_rule (TdDayKind kind)
{
  switch (kind)
    {
    case TD_DAY_COMPENSATION:
      return "Khoản 3 Điều 111" LABOUR_CODE;
    case TD_DAY_SWAPPED_OFF:
    case TD_DAY_MAKE_UP:
      return "Thông báo hoán đổi ngày làm việc của năm";
    case TD_DAY_HOLIDAY:
    default:
      return "Điều 112" LABOUR_CODE;
    }
}

/**
 * td_clock_ledger_days_off:
 * @clock: the clock
 * @input: the dossier
 *
 * A line for each day between receipt and due time that a notice made free or working.
 */
void
td_clock_ledger_days_off (TdClock *clock, const TdClockInput *input)
{
  TdMoment last = MAX (clock->due, clock->due_extended);
  GDate date, end;

  if (last == TD_MOMENT_NONE || last < input->received)
    return;
  td_moment_get_date (input->received, &date);
  td_moment_get_date (last, &end);
  for (guint n = 0; n < MAX_WALK && g_date_compare (&date, &end) <= 0;
       n++, g_date_add_days (&date, 1))
    {
      TdDayKind kind;
      const char *name = td_work_calendar_get_day (input->calendar, &date, &kind);
      TdMoment midnight = td_moment_new (&date, 0);
      TdClockLine *line;

      if (name == NULL)
        continue;
      if (*name == '\0')
        name = kind == TD_DAY_MAKE_UP ? "làm bù" : "nghỉ";
      line = add_line (clock, MAX (midnight, input->received), TD_EVENT_NOTE,
                       g_strdup_printf ("%02d/%02d/%d: %s", g_date_get_day (&date),
                                        g_date_get_month (&date), g_date_get_year (&date), name),
                       g_strdup (kind == TD_DAY_MAKE_UP ? "Tính là ngày làm việc"
                                                        : "Ngày nghỉ, không tính vào thời hạn"),
                       day_off_rule (kind));
      line->name = g_strdup (name);
    }
}

void
td_clock_ledger_promise (TdClock *clock, const TdClockInput *input)
{
  g_autofree char *due = td_moment_format_display (clock->due);

  if (input->promised == TD_MOMENT_NONE || input->no_limit)
    return;
  add_line (clock, input->promised, TD_EVENT_NOTE,
            g_strdup ("Ngày hẹn trả ghi trên giấy tiếp nhận"),
            input->promised == clock->due ? g_strdup ("Trùng với hạn tính lại")
                                          : g_strdup_printf ("Khác với hạn tính lại (%s)", due),
            "");
}

/* "03 ngày làm việc (26 giờ 15 phút làm việc)" */
static char *
lateness (const TdClock *clock)
{
  return g_strdup_printf ("%d ngày làm việc (%" G_GINT64_FORMAT " giờ %02d phút làm việc)",
                          clock->late_days, clock->late_minutes / 60,
                          (int) (clock->late_minutes % 60));
}

void
td_clock_ledger_result (TdClock *clock, const TdClockInput *input)
{
  gboolean open = clock->finished == TD_MOMENT_NONE;
  g_autofree char *late = lateness (clock);
  GString *text;

  if (open && input->as_of == TD_MOMENT_NONE)
    return;
  text = g_string_new (td_on_time_group_words (clock->by_day));
  if (clock->by_minute != clock->by_day)
    g_string_append_printf (text, " theo ngày; %s theo giờ phút",
                            td_on_time_group_words (clock->by_minute));
  if (input->by_promise && !input->no_limit && input->promised != TD_MOMENT_NONE)
    g_string_append (text, " so với ngày hẹn trả");
  if (clock->late_minutes > 0 || clock->late_days > 0)
    g_string_append_printf (text, "; chậm %s", late);
  if (clock->by_day == TD_GROUP_LATE || clock->by_day == TD_GROUP_PENDING_OVERDUE)
    g_string_append (text, clock->apology ? "; đã có thư xin lỗi" : "; chưa có thư xin lỗi");
  add_line (clock, open ? input->as_of : clock->finished, open ? TD_EVENT_NOTE : clock->ending,
            g_strdup (open ? "Tại thời điểm xem" : td_event_kind_words (clock->ending)),
            g_string_free (text, FALSE), "");
}
