/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-fact-reader.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "td-deadline.h"
#include "td-pattern.h"
#include "td-plan-section-kind.h"
#include "td-text.h"
#include "td-unit-splitter.h"

TD_PATTERN (rank_pattern,
            "(?:xếp hạng|xếp thứ|đứng thứ|thứ hạng|hạng|vị "
            "trí|xếp)\\s*:?\\s*(?:thứ\\s+)?(\\d{1,2})\\s*/\\s*(\\d{1,3})(?!\\d|/)")
TD_PATTERN (bare_rank_pattern, "\\(\\s*(?:xếp hạng\\s*)?(\\d{1,2})\\s*/\\s*(\\d{1,3})\\s*\\)")
TD_PATTERN (percent_pattern, "(\\d{1,3}(?:[.,]\\d{1,3})?)\\s*%")
TD_PATTERN (year_pattern, "năm\\s+(20\\d\\d)")
TD_PATTERN (dated_pattern,
            "((?:trước|chậm nhất|đến|trong|xong trước|vào|hoàn thành "
            "trước)?\\s*(?:là\\s+)?(?:ngày\\s+\\d{1,2}[/.-]\\d{1,2}[/.-]20\\d\\d|"
            "tháng\\s+\\d{1,2}/20\\d\\d(?:\\s*(?:và|,)\\s*tháng\\s+\\d{1,2}/"
            "20\\d\\d)*|quý\\s+(?:[IV]+|\\d)(?:\\s+năm\\s+|/)20\\d\\d))")
TD_PATTERN (
    citation_pattern,
    "(?:số|luật|nghị|quyết|kế hoạch|chỉ thị|công văn|thông tư|\\d/[\\p{L}\\d&/.-]+)[^;,.]{0,40}$")
TD_PATTERN (period_pattern,
            "(quý\\s+(?:[IV]+|\\d)|6 tháng|9 tháng|hàng quý|hằng quý|hàng tháng|hằng tháng|năm)")
TD_PATTERN (due_pattern,
            "((?:chậm nhất|trước)[^.;]{0,60}(?:kỳ báo cáo|của quý|ngày \\d{1,2}/\\d{1,2}|hàng "
            "tháng|hằng tháng))")

typedef struct
{
  TdPlanData *data;
  const TdSectionRow *section;
  const TdBlockRow *block; /* (nullable) */
} Place;

static TdPlanFactRow *
add_fact (const Place *place, const char *kind, const char *text)
{
  TdPlanFactRow *fact = td_plan_data_add (place->data, TD_KIND_PLAN_FACT);

  fact->kind = g_strdup (kind);
  fact->text = g_strdup (text);
  fact->section_id = place->section != NULL ? place->section->row.id : 0;
  fact->block_id = place->block != NULL ? place->block->row.id : 0;
  fact->value = NAN;
  fact->of = NAN;

  return fact;
}

static double
number_of (const char *text)
{
  g_autofree char *plain = g_strdelimit (g_strdup (text != NULL ? text : ""), ",", '.');

  return g_ascii_strtod (plain, NULL);
}

/* The title that says what a status is about: the nearest one with an area, else its own. */
static const char *
subject_of (const Place *place)
{
  const TdSectionRow *section = place->section;

  for (guint depth = 0; section != NULL && depth < 32; depth++)
    {
      if (section->area_key != NULL)
        return section->title;
      section = section->parent_id != 0
                    ? td_plan_data_get (place->data, TD_KIND_SECTION, section->parent_id)
                    : NULL;
    }

  return place->section != NULL ? place->section->title : NULL;
}

static gint64
year_of (const char *text)
{
  g_autofree char *year = td_pattern_fetch (year_pattern (), text, 1);

  return year != NULL ? strtol (year, NULL, 10) : 0;
}

static void
read_ranks (const Place *place, const char *text, GRegex *pattern)
{
  g_autoptr (GMatchInfo) match = NULL;

  if (text == NULL)
    return;

  g_regex_match (pattern, text, 0, &match);
  while (g_match_info_matches (match))
    {
      g_autofree char *rank = g_match_info_fetch (match, 1);
      g_autofree char *of = g_match_info_fetch (match, 2);
      if (number_of (rank) > 0 && number_of (rank) <= number_of (of))
        {
          TdPlanFactRow *fact = add_fact (place, "status_fact", text);
          fact->subject = g_strdup (subject_of (place));
          fact->value = number_of (rank);
          fact->of = number_of (of);
          fact->year = year_of (text);
        }
      g_match_info_next (match, NULL);
    }
}

static void
read_percentages (const Place *place, const char *text)
{
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (percent_pattern (), text, 0, &match);
  while (g_match_info_matches (match))
    {
      g_autofree char *value = g_match_info_fetch (match, 1);
      TdPlanFactRow *fact = add_fact (place, "status_fact", text);
      fact->subject = g_strdup (subject_of (place));
      fact->value = number_of (value);
      fact->year = year_of (text);
      g_match_info_next (match, NULL);
    }
}

/* Who has to act: the office the section is titled with, else the one the sentence begins with. */
static char *
actor_of (const Place *place, const char *text)
{
  if (place->section != NULL && td_unit_splitter_is_unit (place->section->title))
    return g_strdup (place->section->title);
  if (!td_unit_splitter_is_unit (text))
    return NULL;

  g_autoptr (GPtrArray) lead = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) coordinating = g_ptr_array_new_with_free_func (g_free);
  td_unit_splitter_read_assignment (text, lead, coordinating);

  return lead->len > 0 ? g_strdup (lead->pdata[0]) : NULL;
}

/* The day a period named in words ends on, as ISO texts. */
static char *
last_days (const Place *place, const char *words)
{
  GString *days = g_string_new (NULL);
  g_auto (GStrv) parts = g_strsplit (words, " và ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autoptr (TdDeadline) deadline =
          td_deadline_parse (parts[i], (int) place->data->plan->year, NULL);
      if (deadline != NULL && deadline->end != NULL)
        g_string_append_printf (days, "%s%s", days->len > 0 ? " " : "", deadline->end);
    }

  return g_string_free (days, days->len == 0);
}

static char *
clause_around (const char *text, int start, int end)
{
  int from = start;
  int to = end;

  while (from > 0 && text[from - 1] != ';' &&
         !(text[from - 1] == ' ' && from > 1 && text[from - 2] == '.'))
    from--;
  while (text[to] != '\0' && text[to] != ';' &&
         !(text[to] == '.' && (text[to + 1] == ' ' || text[to + 1] == '\0')))
    to++;

  g_autofree char *clause = g_strndup (text + from, to - from);

  return td_text_clean (clause, -1);
}

static void
read_dated_duties (const Place *place, const char *text)
{
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (dated_pattern (), text, 0, &match);
  while (g_match_info_matches (match))
    {
      int start, end;
      g_match_info_fetch_pos (match, 0, &start, &end);
      g_autofree char *words = g_match_info_fetch (match, 0);
      g_autofree char *before = g_strndup (text, start);
      g_autofree char *days = td_pattern_matches (citation_pattern (), before)
                                  ? NULL
                                  : last_days (place, g_strstrip (words));
      if (days != NULL)
        {
          g_autofree char *clause = clause_around (text, start, end);
          TdPlanFactRow *fact = add_fact (place, "dated_duty", clause);
          fact->dates = g_steal_pointer (&days);
          fact->who = actor_of (place, text);
        }
      g_match_info_next (match, NULL);
    }
}

static void
read_reporting (const Place *place, const char *text)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *folded =
      td_text_fold (place->section->title != NULL ? place->section->title : "");
  g_autofree char *whole =
      g_strconcat (place->section->title != NULL ? place->section->title : "", " ", text, NULL);
  g_autofree char *due = td_pattern_fetch (due_pattern (), text, 1);
  GString *periods = g_string_new (NULL);

  g_regex_match (period_pattern (), whole, 0, &match);
  while (g_match_info_matches (match))
    {
      g_autofree char *period = g_match_info_fetch (match, 1);
      if (strstr (periods->str, period) == NULL)
        g_string_append_printf (periods, "%s%s", periods->len > 0 ? ";" : "", period);
      g_match_info_next (match, NULL);
    }

  TdPlanFactRow *fact = add_fact (place, "reporting_regime", due != NULL ? due : text);
  fact->subject = g_strdup (strstr (folded, "chuyen de") != NULL ? "thematic" : "periodic");
  fact->who = actor_of (place, text);
  fact->periods = g_string_free (periods, periods->len == 0);
}

/* One regime for each section about reporting: from its first block. */
static gboolean
has_regime (const TdPlanData *data, gint64 section_id)
{
  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_PLAN_FACT); i++)
    {
      const TdPlanFactRow *fact = td_plan_data_nth (data, TD_KIND_PLAN_FACT, i);
      if (fact->section_id == section_id && g_strcmp0 (fact->kind, "reporting_regime") == 0)
        return TRUE;
    }

  return FALSE;
}

static void
read_block (TdPlanData *data, const TdBlockRow *block)
{
  Place place = { data, td_plan_data_get (data, TD_KIND_SECTION, block->section_id), block };
  const char *kind = td_plan_section_kind_in_force (data, place.section);

  if (place.section == NULL || block->text == NULL)
    return;

  read_ranks (&place, block->text, rank_pattern ());
  if (g_strcmp0 (kind, "status") == 0)
    read_percentages (&place, block->text);
  else if (g_strcmp0 (kind, "reporting") == 0)
    {
      if (!has_regime (data, place.section->row.id))
        read_reporting (&place, block->text);
    }
  else if (g_strcmp0 (kind, "duties") == 0)
    read_dated_duties (&place, block->text);
}

/**
 * td_plan_fact_reader_read:
 * @data: a plan with its sections and blocks
 *
 * Finds the facts that reminders and the checker use: ranks and rates of the sections about the
 * state of things, the reporting regime, and duties with a date.
 */
void
td_plan_fact_reader_read (TdPlanData *data)
{
  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_SECTION); i++)
    {
      Place place = { data, td_plan_data_nth (data, TD_KIND_SECTION, i), NULL };
      const char *title = place.section->title;
      read_ranks (&place, title,
                  td_pattern_matches (rank_pattern (), title) ? rank_pattern ()
                                                              : bare_rank_pattern ());
    }
  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_BLOCK); i++)
    read_block (data, td_plan_data_nth (data, TD_KIND_BLOCK, i));
}
