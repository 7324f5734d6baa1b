/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "td-date.h"
#include "td-deadline-private.h"

#define MAX_CLAUSES 12

/* Words that may stand before a deadline without changing it. */
#define LABELS                                                                                     \
  "thời gian|thời hạn|tiến độ|thời điểm|hạn|dự kiến|thời gian thực hiện|thời gian hoàn thành"
#define WORKS "hoàn thành|xong|thực hiện|triển khai|kết thúc|hoàn thiện|hoàn tất|ban hành|tổ chức"
#define ACTS                                                                                                                 \
  WORKS "|báo cáo|gửi|gửi báo cáo|nộp|trình|công bố|đánh giá|tổng hợp|báo cáo năm|báo cáo quý"    \
        "|báo cáo tháng|gửi về sở|báo cáo 6 tháng|báo cáo 9 tháng|báo cáo sơ kết|báo cáo tổng kết" \
        "|sơ kết|tổng kết|dự thảo|lấy ý kiến|thẩm định|phê duyệt|nghiệm thu|khảo sát|vận hành thử"
#define STAGES "đợt|lần|giai đoạn|bước|vòng|kỳ|kì"
/* Acts that are no works need a preposition behind them: "Báo cáo năm 2024" is a document. */
#define PREPOSITIONS                                                                                                                    \
  "trước|chậm nhất|muộn nhất|trễ nhất|trong|vào|đến|tới|hằng|hàng|định kỳ|định kì|mỗi|từ|theo|sau" \
  "|ngay|khi|thường xuyên|không quá|hết|xong"

#define BEFORE "trước|xong trước|trước hạn|hoàn thành trước"
#define UNTIL                                                                                                                             \
  "chậm nhất là|chậm nhất vào|chậm nhất đến|chậm nhất|muộn nhất là|muộn nhất|trễ nhất là|trễ nhất" \
  "|không quá|không muộn hơn|đến hết|tới hết|đến trước hết|hạn cuối là|hạn cuối|hạn chót là|hạn "   \
  "chót"                                                                                                                                 \
  "|từ nay đến hết|từ nay đến|xong trong|hết"
#define HORIZON "đến|tới"
#define FURTHER_YEARS "và các năm tiếp theo|và những năm tiếp theo|và các năm sau|và những năm sau"

/* The parts of "6 tháng đầu năm" are its quarters. */
static void
add_quarters (TdDeadline *deadline, const TdPeriod *period)
{
  for (int first = period->first; first + 2 <= period->last; first += 3)
    {
      TdPeriod quarter = { TD_PERIOD_QUARTER, 0, (first + 2) / 3, 0, period->year };
      TdDeadline *part = td_deadline_new (TD_DEADLINE_QUARTER);

      if ((first - 1) % 3 != 0)
        {
          td_deadline_free (part);
          return;
        }
      part->start = td_deadline_period_first_day (&quarter);
      part->end = td_deadline_period_last_day (&quarter);
      td_deadline_add_part (deadline, part);
    }
}

static void
widen (TdDeadline *deadline, const TdDeadline *part)
{
  if (part->start != NULL && (deadline->start == NULL || strcmp (part->start, deadline->start) < 0))
    {
      g_free (deadline->start);
      deadline->start = g_strdup (part->start);
    }
  if (part->end != NULL && (deadline->end == NULL || strcmp (part->end, deadline->end) > 0))
    {
      g_free (deadline->end);
      deadline->end = g_strdup (part->end);
      deadline->end_exclusive = part->end_exclusive;
    }
}

/* The meaning of a list of periods: the one, or a compound of all. */
void
td_deadline_set_periods (TdDeadline *deadline, GArray *periods, int year)
{
  const TdPeriod *first = &g_array_index (periods, TdPeriod, 0);

  td_deadline_period_share_years (periods, year);
  if (periods->len == 1)
    {
      deadline->kind = td_deadline_period_kind (first);
      deadline->end = td_deadline_period_last_day (first);
      if (first->type != TD_PERIOD_DAY)
        deadline->start = td_deadline_period_first_day (first);
      if (first->type == TD_PERIOD_MONTHS)
        add_quarters (deadline, first);
      return;
    }

  deadline->kind = TD_DEADLINE_COMPOUND;
  for (guint i = 0; i < periods->len; i++)
    {
      const TdPeriod *period = &g_array_index (periods, TdPeriod, i);
      TdDeadline *part = td_deadline_new (td_deadline_period_kind (period));

      part->end = td_deadline_period_last_day (period);
      if (period->type != TD_PERIOD_DAY)
        part->start = td_deadline_period_first_day (period);
      widen (deadline, part);
      td_deadline_add_part (deadline, part);
    }
}

/* A day that no calendar has, or without its month, is no deadline. */
static gboolean
periods_exist (GArray *periods, int year)
{
  g_autoptr (GArray) copy = g_array_copy (periods);

  td_deadline_period_share_years (copy, year > 0 ? year : 2000);
  for (guint i = 0; i < copy->len; i++)
    {
      const TdPeriod *period = &g_array_index (copy, TdPeriod, i);
      g_autofree char *day = td_deadline_period_last_day (period);

      if (day == NULL && period->type != TD_PERIOD_SCHOOL_YEAR)
        return FALSE;
    }

  return TRUE;
}

/* "17h00", "16 giờ 30 phút": the hour of a last day. */
static gboolean
accept_time (TdDeadlineReader *reader)
{
  guint at = reader->at;
  int n;

  td_deadline_reader_accept (reader, "lúc");
  if (td_deadline_reader_accept_number (reader, 0, 24, &n) &&
      (td_deadline_reader_accept (reader, "h|giờ|g") ||
       td_deadline_reader_accept_mark (reader, ":")))
    {
      td_deadline_reader_accept_number (reader, 0, 59, &n);
      td_deadline_reader_accept (reader, "phút|p");
      td_deadline_reader_accept_mark (reader, ",");
      return TRUE;
    }
  reader->at = at;

  return FALSE;
}

/* "từ ngày 5 đến ngày 10/3/2024", "từ tháng 3 đến tháng 5", "01/3 - 15/3/2024" */
static gboolean
read_range (TdDeadlineReader *reader, TdDeadline *deadline)
{
  g_autoptr (GArray) periods = g_array_new (FALSE, FALSE, sizeof (TdPeriod));
  guint at = reader->at;
  gboolean from = td_deadline_reader_accept (
      reader, "bắt đầu từ|trong khoảng từ|trong thời gian từ|kể từ|từ|trong thời gian|trong");
  TdPeriod first, last;
  int day;

  if (!td_deadline_period_read (reader, &first))
    {
      /* "từ 05 đến 10/3/2024" */
      if (!from || !td_deadline_reader_accept_number (reader, 1, 31, &day))
        goto fail;
      first = (TdPeriod){ TD_PERIOD_DAY, day, 0, 0, 0 };
    }
  if (td_deadline_reader_accept (reader, "đến hết|đến|tới hết|tới"))
    ;
  else if (first.type != TD_PERIOD_DAY || !td_deadline_reader_accept_mark (reader, "-"))
    goto fail;
  if (!td_deadline_period_read (reader, &last))
    goto fail;

  g_array_append_val (periods, first);
  g_array_append_val (periods, last);
  if (!periods_exist (periods, reader->year))
    goto fail;
  td_deadline_period_share_years (periods, reader->year);
  deadline->kind = TD_DEADLINE_BEFORE_DATE;
  deadline->start = td_deadline_period_first_day (&g_array_index (periods, TdPeriod, 0));
  deadline->end = td_deadline_period_last_day (&g_array_index (periods, TdPeriod, 1));

  return TRUE;

fail:
  reader->at = at;
  return FALSE;
}

/* "sau ngày 01/7/2026": from the day behind it */
static void
start_after (TdDeadline *deadline, const TdPeriod *period)
{
  g_autofree char *last = td_deadline_period_last_day (period);
  GDate day;

  if (!td_date_parse_iso (last, &day))
    return;
  g_date_add_days (&day, 1);
  g_free (deadline->start);
  deadline->start = td_date_format_iso (&day);
}

/* "từ tháng 3/2024 trở đi": goes on without an end. */
static gboolean
read_from (TdDeadlineReader *reader, TdDeadline *deadline)
{
  g_autoptr (GArray) periods = g_array_new (FALSE, FALSE, sizeof (TdPeriod));
  guint at = reader->at;
  TdPeriod first;

  gboolean after = td_deadline_reader_accept (reader, "sau");

  if ((!after && !td_deadline_reader_accept (reader, "bắt đầu từ|kể từ|từ")) ||
      !td_deadline_period_read (reader, &first))
    {
      reader->at = at;
      return FALSE;
    }
  g_array_append_val (periods, first);
  if (!periods_exist (periods, reader->year))
    {
      reader->at = at;
      return FALSE;
    }
  td_deadline_reader_accept (reader, "trở đi|về sau");
  td_deadline_period_share_years (periods, reader->year);
  deadline->kind = TD_DEADLINE_CONTINUOUS;
  deadline->start = td_deadline_period_first_day (&g_array_index (periods, TdPeriod, 0));
  if (after)
    start_after (deadline, &g_array_index (periods, TdPeriod, 0));

  return TRUE;
}

/* The end that @period sets: before it begins, or until it is over. */
static TdDeadline *
bound_new (const TdPeriod *period, gboolean exclusive)
{
  TdDeadline *bound = td_deadline_new (TD_DEADLINE_BEFORE_DATE);

  bound->end =
      exclusive ? td_deadline_period_first_day (period) : td_deadline_period_last_day (period);
  bound->end_exclusive = exclusive;

  return bound;
}

/* What the periods behind "trước" or "chậm nhất" mean: the bound, or each of several. */
static void
set_bounds (TdDeadline *deadline, GArray *periods, gboolean exclusive)
{
  g_clear_pointer (&deadline->start, g_free);
  g_clear_pointer (&deadline->end, g_free);
  g_clear_pointer (&deadline->parts, g_ptr_array_unref);
  deadline->kind = periods->len == 1 ? TD_DEADLINE_BEFORE_DATE : TD_DEADLINE_COMPOUND;
  for (guint i = 0; i < periods->len; i++)
    {
      TdDeadline *bound = bound_new (&g_array_index (periods, TdPeriod, i), exclusive);

      widen (deadline, bound);
      if (periods->len == 1)
        td_deadline_free (bound);
      else
        td_deadline_add_part (deadline, bound);
    }
}

static gboolean
read_bound_periods (TdDeadlineReader *reader, gboolean exclusive, TdDeadline *deadline)
{
  g_autoptr (GArray) periods = g_array_new (FALSE, FALSE, sizeof (TdPeriod));

  if (!td_deadline_period_read_list (reader, periods))
    {
      /* "đến hết năm", "trước cuối năm" */
      TdPeriod period = { TD_PERIOD_YEAR, 0, 0, 0, 0 };

      if (!td_deadline_reader_accept (reader, "năm"))
        return FALSE;
      g_array_append_val (periods, period);
    }
  if (!periods_exist (periods, reader->year))
    return FALSE;
  if (td_deadline_read_yearly (reader, periods, deadline))
    {
      set_bounds (deadline, periods, exclusive);
      deadline->kind = TD_DEADLINE_RECURRING;
      return TRUE;
    }
  td_deadline_period_share_years (periods, reader->year);
  set_bounds (deadline, periods, exclusive);

  return TRUE;
}

/* "trước ngày D", "chậm nhất ngày D", "đến ngày D", "trước 17h00 ngày D" */
static gboolean
read_bound (TdDeadlineReader *reader, TdDeadline *deadline)
{
  guint at = reader->at;
  gboolean exclusive = td_deadline_reader_accept (reader, BEFORE);
  gboolean horizon = FALSE;

  if (!exclusive && !td_deadline_reader_accept (reader, UNTIL))
    horizon = td_deadline_reader_accept (reader, HORIZON);
  if (!exclusive && !horizon && reader->at == at)
    return FALSE;
  td_deadline_reader_accept_mark (reader, ":");
  td_deadline_reader_accept (reader, "là|vào|trong|đến|tới|hết|thời điểm");
  /* An hour on the day leaves the day itself. */
  if (accept_time (reader))
    exclusive = FALSE;
  td_deadline_reader_accept (reader, "của");
  /* "đến năm 2025" is the horizon of a target, no deadline of a task. */
  if (horizon && td_deadline_reader_at (reader, "năm"))
    {
      reader->at = at;
      return FALSE;
    }
  if (td_deadline_read_day_of_period (reader, deadline))
    {
      deadline->end_exclusive = exclusive;
      return TRUE;
    }
  if (td_deadline_read_end_of_period (reader, deadline))
    {
      deadline->end_exclusive = exclusive;
      return TRUE;
    }
  if (read_bound_periods (reader, exclusive, deadline))
    return TRUE;
  reader->at = at;

  return FALSE;
}

/* "Thường xuyên", "thường xuyên trong năm 2024", "liên tục", "quanh năm" */
static gboolean
read_continuous (TdDeadlineReader *reader, TdDeadline *deadline)
{
  g_autoptr (GArray) periods = g_array_new (FALSE, FALSE, sizeof (TdPeriod));
  guint at, n = 0;
  TdPeriod period = { TD_PERIOD_YEAR, 0, 0, 0, 0 };

  for (;;)
    {
      at = reader->at;
      if (n > 0)
        {
          td_deadline_reader_accept_mark (reader, ",;/");
          td_deadline_reader_accept (reader, "và|hoặc");
        }
      if (!td_deadline_reader_accept (
              reader, "thường xuyên|liên tục|quanh năm|suốt năm|làm thường xuyên") &&
          (n == 0 ||
           !td_deadline_reader_accept (
               reader, "đột xuất|định kỳ|định kì|kịp thời|hằng năm|hàng năm|đồng bộ|lâu dài")))
        {
          reader->at = at;
          break;
        }
      n++;
    }
  if (n == 0)
    return FALSE;

  deadline->kind = TD_DEADLINE_CONTINUOUS;
  td_deadline_reader_accept_mark (reader, ",(");
  td_deadline_reader_accept (reader, "trong suốt|trong các|trong|suốt|của|cả");
  if (td_deadline_period_read (reader, &period))
    {
      g_array_append_val (periods, period);
      td_deadline_period_share_years (periods, reader->year);
      deadline->start = td_deadline_period_first_day (&g_array_index (periods, TdPeriod, 0));
      deadline->end = td_deadline_period_last_day (&g_array_index (periods, TdPeriod, 0));
    }
  else if (!td_deadline_reader_accept (reader, "cả năm|năm"))
    reader->at = at;

  return TRUE;
}

/* "Quý I/2024", "trong tháng 2 và tháng 3", "Quý II, III hằng năm", "vào ngày 20 hằng tháng" */
static gboolean
read_periods (TdDeadlineReader *reader, TdDeadline *deadline)
{
  g_autoptr (GArray) periods = g_array_new (FALSE, FALSE, sizeof (TdPeriod));
  guint at = reader->at;

  if (!td_deadline_reader_at (reader, "trong năm"))
    td_deadline_reader_accept (
        reader,
        "ngay trong|ngay từ|trong các|trong khoảng|trong suốt|trong|vào khoảng|khoảng|vào các|vào"
        "|suốt|phiên họp|kỳ họp|kì họp|trong phiên họp|tại phiên họp");
  else if (!td_deadline_reader_at (reader, "trong năm học"))
    {
      /* With a number the year is named, alone it is the plan's. */
      const TdToken *behind = td_deadline_reader_peek (reader, 2);

      if (behind != NULL && (behind->type == TD_TOKEN_NUMBER || behind->type == TD_TOKEN_WORD))
        td_deadline_reader_accept (reader, "trong");
    }
  else
    td_deadline_reader_accept (reader, "trong");
  if (td_deadline_read_day_of_period (reader, deadline))
    return TRUE;
  accept_time (reader);
  if (!td_deadline_period_read_list (reader, periods) || !periods_exist (periods, reader->year))
    {
      reader->at = at;
      return FALSE;
    }
  if (!td_deadline_read_yearly (reader, periods, deadline))
    td_deadline_set_periods (deadline, periods, reader->year);
  if (td_deadline_reader_accept (reader, FURTHER_YEARS))
    {
      deadline->kind = TD_DEADLINE_CONTINUOUS;
      g_clear_pointer (&deadline->end, g_free);
    }

  return TRUE;
}

/* "Đợt 1: …", "giai đoạn II: …" */
static gboolean
accept_stage (TdDeadlineReader *reader)
{
  guint at = reader->at;
  int n;

  if (td_deadline_reader_accept (reader, STAGES) &&
      (td_deadline_reader_accept_number (reader, 1, 12, &n) ||
       td_deadline_reader_accept (reader, "i|ii|iii|iv|v|một|hai|ba")) &&
      td_deadline_reader_accept_mark (reader, ":"))
    return TRUE;
  reader->at = at;

  return FALSE;
}

static void
accept_lead (TdDeadlineReader *reader)
{
  for (guint i = 0; i < 3; i++)
    {
      guint at = reader->at;
      gboolean work;

      td_deadline_reader_accept_mark (reader, "-+*");
      work = td_deadline_reader_at (reader, WORKS);
      if (accept_stage (reader))
        continue;
      if (td_deadline_reader_accept (reader, LABELS))
        td_deadline_reader_accept_mark (reader, ":");
      else if (td_deadline_reader_accept (reader, ACTS))
        {
          work = td_deadline_reader_accept_mark (reader, ":") || work;
          if (!td_deadline_reader_at (reader, PREPOSITIONS) &&
              !td_deadline_reader_at (reader, ACTS) &&
              !(work && td_deadline_reader_at (reader, "quý|tháng|ngày|cuối|đầu|năm")))
            {
              reader->at = at;
              return;
            }
        }
      else
        return;
    }
}

/* "(dự kiến)", "(nếu có)": words behind a deadline that leave it as it is. */
static void
accept_tail (TdDeadlineReader *reader)
{
  guint at = reader->at;
  gboolean open = td_deadline_reader_accept_mark (reader, "(");

  if (!td_deadline_reader_accept (reader, "nếu có|dự kiến|trở đi") ||
      (open && !td_deadline_reader_accept_mark (reader, ")")))
    reader->at = at;
}

gboolean
td_deadline_read_clause (TdDeadlineReader *reader, TdDeadline *deadline)
{
  static gboolean (*const families[]) (TdDeadlineReader *, TdDeadline *) = {
    read_range,
    read_from,
    td_deadline_read_condition,
    td_deadline_read_recurrence,
    read_continuous,
    read_bound,
    read_periods,
  };
  guint at = reader->at;

  accept_lead (reader);
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    {
      td_deadline_clear (deadline);
      if (families[i](reader, deadline))
        {
          accept_tail (reader);
          return TRUE;
        }
    }
  td_deadline_clear (deadline);
  reader->at = at;

  return FALSE;
}

static gboolean
is_dated (const TdDeadline *deadline)
{
  return deadline->start != NULL || deadline->end != NULL;
}

/* Whether a clause only says what the day before it depends on. "… và khi có yêu cầu" is a duty of
 * its own. */
static gboolean
waits (const TdDeadline *clause, gboolean joined)
{
  return clause->kind == TD_DEADLINE_PER_UPSTREAM ||
         (clause->kind == TD_DEADLINE_AFTER_EVENT && !joined);
}

/* Moves what the parts of a text mean into @deadline. */
static void
merge (TdDeadline *deadline, GPtrArray *clauses, gboolean joined)
{
  const TdDeadline *first = g_ptr_array_index (clauses, 0);
  const TdDeadline *last = g_ptr_array_index (clauses, clauses->len - 1);
  guint dated = 0, open = 0;

  for (guint i = 0; i < clauses->len; i++)
    {
      const TdDeadline *clause = g_ptr_array_index (clauses, i);

      dated += is_dated (clause);
      open += clause->end == NULL && clause->kind != TD_DEADLINE_PER_UPSTREAM;
      if (deadline->recurrence == NULL)
        deadline->recurrence = g_strdup (clause->recurrence);
      if (deadline->condition == NULL)
        deadline->condition = g_strdup (clause->condition);
      widen (deadline, clause);
    }
  /* Without a day nothing is to be told apart; "Quý II, theo kế hoạch của Bộ" is a quarter. */
  deadline->kind = first->kind;
  if (dated == 0 || (clauses->len == 2 && is_dated (first) && waits (last, joined)))
    return;

  deadline->kind = TD_DEADLINE_COMPOUND;
  if (open > 0)
    g_clear_pointer (&deadline->end, g_free);
  for (guint i = 0; i < clauses->len; i++)
    td_deadline_add_part (deadline, td_deadline_copy (g_ptr_array_index (clauses, i)));
}

static gboolean
accept_separator (TdDeadlineReader *reader, gboolean *joined)
{
  gboolean mark = td_deadline_reader_accept_mark (reader, ",;.(+-/&");
  gboolean word;

  td_deadline_reader_accept_mark (reader, "-+");
  word = td_deadline_reader_accept (reader, "và|hoặc|đồng thời");
  *joined = *joined || word;

  return word || mark || td_deadline_reader_at (reader, "theo");
}

/* Reads clause after clause; all of the words must belong to one. */
static gboolean
read_all (TdDeadlineReader *reader, GPtrArray *clauses, gboolean *joined)
{
  while (clauses->len < MAX_CLAUSES)
    {
      TdDeadline *clause = td_deadline_new (TD_DEADLINE_UNSPECIFIED);

      g_ptr_array_add (clauses, clause);
      if (!td_deadline_read_clause (reader, clause))
        return FALSE;
      if (td_deadline_reader_at_end (reader))
        return TRUE;
      td_deadline_reader_accept_mark (reader, ")");
      if (!accept_separator (reader, joined))
        return FALSE;
    }

  return FALSE;
}

static void
take_meaning (TdDeadline *deadline, TdDeadline *clause)
{
  char *words = deadline->words;

  *deadline = *clause;
  deadline->words = words;
  clause->start = clause->end = clause->recurrence = clause->condition = NULL;
  clause->parts = NULL;
}

/**
 * td_deadline_parse:
 * @words: (nullable): the words of a deadline, as printed
 * @year: the plan's year, for words that name none; 0 when not known
 * @issued_date: (nullable): the plan's date, whose year counts when @year is 0
 *
 * Reads the words of a deadline cell. Only words that are a deadline as a whole count: a sentence
 * that mentions a day means nothing, and gives an unspecified deadline. Never fails.
 *
 * Returns: (transfer full): the deadline, with @words in it as they were
 */
TdDeadline *
td_deadline_parse (const char *words, int year, const char *issued_date)
{
  TdDeadline *deadline = td_deadline_new (TD_DEADLINE_UNSPECIFIED);
  g_autoptr (GPtrArray) clauses =
      g_ptr_array_new_with_free_func ((GDestroyNotify) td_deadline_free);
  g_autoptr (TdDeadlineReader) reader = NULL;
  gboolean joined = FALSE;
  GDate issued;

  if (year == 0 && td_date_parse_iso (issued_date, &issued))
    year = g_date_get_year (&issued);
  deadline->words = g_strdup (words);
  reader = td_deadline_reader_new (words, year);
  if (!read_all (reader, clauses, &joined))
    return deadline;

  if (clauses->len == 1)
    take_meaning (deadline, g_ptr_array_index (clauses, 0));
  else
    merge (deadline, clauses, joined);

  return deadline;
}
