/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-year-shift.h"

#include <stdlib.h>
#include <string.h>

#include "td-date.h"
#include "td-document-reference.h"
#include "td-pattern.h"

/* What is known of a year by the words around it. */
TD_PATTERN (year_token, "(?<![\\d.,])((?:19|20)\\d{2})(?!\\d|[.,]\\d)")
TD_PATTERN (range_behind, "^\\s*(?:[-–—]|đến\\s+năm|đến)\\s*((?:19|20)\\d{2})(?!\\d)")
TD_PATTERN (range_before, "((?:19|20)\\d{2})\\s*(?:[-–—]|đến\\s+năm|đến)\\s*$")
TD_PATTERN (
    horizon_before,
    "(?:đến|tầm nhìn|định hướng|mục tiêu|hướng tới|từ)(?:\\s+(?:cuối|hết|đến))?(?:\\s+năm)?\\s*$")
TD_PATTERN (school_year, "(?:năm học|niên khóa|niên khoá)\\s*(?:(?:19|20)\\d{2}\\s*[-–—]\\s*)?$")
TD_PATTERN (
    named_before,
    "(?:năm|tháng\\s*\\d{1,2}\\s*/?|quý\\s+[IV\\d]{1,3}\\s*/?|\\d\\s*[/.-]|[IV]{1,3}\\s*/)\\s*$")
TD_PATTERN (symbol_behind, "^/[\\p{Lu}Đ]")
TD_PATTERN (lead_words,
            "((?:ngày\\s+)?\\d{1,2}[/.-]\\d{1,2}[/.-]|(?:tháng\\s+)?\\d{1,2}\\s*/"
            "\\s*|(?:tháng\\s+\\d{1,2}\\s+)?năm\\s+(?:học\\s+)?|"
            "quý\\s+[IV\\d]{1,3}\\s*/\\s*|[IV]{1,3}\\s*/\\s*|\\p{L}+\\s+)$")
TD_PATTERN (day_before, "(\\d{1,2})\\s*[/.-]\\s*(\\d{1,2})\\s*[/.-]\\s*$")
TD_PATTERN (long_day_before, "ngày\\s+(\\d{1,2})\\s+tháng\\s+(\\d{1,2})\\s+năm\\s+$")
/* A title follows the number of a document: "… của UBND tỉnh về …" */
TD_PATTERN (title_opens,
            "^[^;.\\n]{0,120}?\\s(?:về|ban hành|phê duyệt|quy định|sửa đổi|hướng dẫn|công bố)\\s")
TD_PATTERN (attached,
            "(?<!\\p{L})(?:kế hoạch|chương trình|đề án|quy chế|quy định|phương án|danh mục|bộ tiêu "
            "chí)(?!\\p{L})")
TD_PATTERN (issued_with, "ban hành\\s+(?:kèm\\s+)?theo\\s*$|kèm theo\\s*$")

typedef struct
{
  const char *text;
  int from;
  int to;
  GPtrArray *changes; /* (nullable) */
  GArray *zones;      /* (element-type Zone): citations with their titles */
} Shift;

typedef struct
{
  gsize start;
  gsize end;
  gboolean told;
} Zone;

/**
 * td_year_change_free:
 * @change: (nullable) (transfer full): a change
 */
void
td_year_change_free (TdYearChange *change)
{
  if (change == NULL)
    return;

  g_free (change->before);
  g_free (change->after);
  g_free (change);
}

static gsize
clause_start (const char *text, gsize at)
{
  while (at > 0 && text[at - 1] != ';' && text[at - 1] != '\n' &&
         !(at > 1 && text[at - 1] == ' ' && text[at - 2] == '.'))
    at--;

  return at;
}

/* "Kế hoạch … năm 2024 ban hành kèm theo Quyết định số …": where the attached document begins */
static gsize
attached_start (const char *text, gsize from, gsize to)
{
  g_autofree char *part = g_strndup (text + from, to - from);
  g_autoptr (GMatchInfo) match = NULL;
  gsize start = to;

  g_regex_match (attached (), part, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      int at;

      g_match_info_fetch_pos (match, 0, &at, NULL);
      start = from + (gsize) at;
    }

  return start;
}

static gsize
title_end (const char *text, gsize at)
{
  while (text[at] != '\0' && text[at] != ';' && text[at] != '\n' &&
         !(text[at] == '.' && (text[at + 1] == ' ' || text[at + 1] == '\0')) &&
         strncmp (text + at, ", Sở ", strlen (", Sở ")) != 0 &&
         strncmp (text + at, ", các ", strlen (", các ")) != 0)
    at++;

  return at;
}

/* Where documents are cited, with what is their title. */
static void
find_zones (Shift *self)
{
  g_autoptr (GPtrArray) references = td_document_reference_find_all (self->text);

  for (guint i = 0; i < references->len; i++)
    {
      const TdDocumentReference *reference = g_ptr_array_index (references, i);
      Zone zone = { 0 };
      g_autofree char *before = NULL;

      /* "Kế hoạch năm 2024" has neither number nor date: the own document, not a citation */
      if (reference->number == NULL && reference->date == NULL && reference->issuer == NULL &&
          (reference->doc_type == NULL || strstr (reference->doc_type, "uật") == NULL))
        continue;
      zone.start = (gsize) (g_utf8_offset_to_pointer (self->text, reference->start) - self->text);
      zone.end =
          (gsize) (g_utf8_offset_to_pointer (self->text, reference->start + reference->length) -
                   self->text);
      if (td_pattern_matches (title_opens (), self->text + zone.end))
        zone.end = title_end (self->text, zone.end);
      before = g_strndup (self->text, zone.start);
      if (td_pattern_matches (issued_with (), before))
        zone.start = attached_start (self->text, clause_start (self->text, zone.start), zone.start);
      g_array_append_val (self->zones, zone);
    }
}

static Zone *
zone_at (const Shift *self, gsize at)
{
  for (guint i = 0; i < self->zones->len; i++)
    {
      Zone *zone = &g_array_index (self->zones, Zone, i);

      if (at >= zone->start && at < zone->end)
        return zone;
    }

  return NULL;
}

/* The words a year is shown with */
static char *
shown (const char *before, const char *year)
{
  g_autofree char *lead = td_pattern_fetch (lead_words (), before, 1);

  return g_strconcat (lead != NULL ? lead : "", year, NULL);
}

static void
note (Shift *self, TdYearFate fate, const char *before, const char *year, const char *new_year)
{
  TdYearChange *change;

  if (self->changes == NULL)
    return;
  change = g_new0 (TdYearChange, 1);
  change->fate = fate;
  change->before = shown (before, year);
  change->after = shown (before, new_year);
  g_ptr_array_add (self->changes, change);
}

/* Spans of several years and what is aimed at by a later year stay. */
static gboolean
is_period (const Shift *self, const char *before, const char *behind, int year)
{
  g_autofree char *other_behind = td_pattern_fetch (range_behind (), behind, 1);
  g_autofree char *other_before = td_pattern_fetch (range_before (), before, 1);
  const char *other = other_behind != NULL ? other_behind : other_before;

  if (other != NULL)
    return abs (atoi (other) - year) > 1 && !td_pattern_matches (school_year (), before);

  return year != self->from && td_pattern_matches (horizon_before (), before) &&
         (year > self->from || td_pattern_matches (named_before (), before)) && year > self->from;
}

static TdYearFate
fate_of (const Shift *self, gsize at, const char *before, const char *behind, int year)
{
  if (zone_at (self, at) != NULL || td_pattern_matches (symbol_behind (), behind))
    return TD_YEAR_REFERENCE;
  if (is_period (self, before, behind, year))
    return TD_YEAR_PERIOD;
  if (abs (year - self->from) > 1)
    return TD_YEAR_OLD;
  if (year != self->from && !td_pattern_matches (named_before (), before) &&
      !td_pattern_matches (range_before (), before) &&
      !td_pattern_matches (range_behind (), behind))
    return TD_YEAR_OLD;

  return TD_YEAR_SHIFTED;
}

/* 29 February has no day to go to in most years. */
static void
fit_day (Shift *self, GString *out, const char *before, int year)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *day = NULL;
  g_autofree char *month = NULL;
  int start, end;

  if (!g_regex_match (day_before (), before, 0, &match))
    {
      g_clear_pointer (&match, g_match_info_unref);
      if (!g_regex_match (long_day_before (), before, 0, &match))
        return;
    }
  day = g_match_info_fetch (match, 1);
  month = g_match_info_fetch (match, 2);
  if (atoi (day) != 29 || atoi (month) != 2 || g_date_is_leap_year ((GDateYear) year))
    return;
  g_match_info_fetch_pos (match, 1, &start, &end);
  /* out ends with before: the day stands as far from its end */
  out->str[out->len - (strlen (before) - (gsize) start) + 1] = '8';
}

/* A citation is noted once, as a whole. */
static void
note_reference (Shift *self, gsize at, const char *before, const char *year)
{
  Zone *zone = zone_at (self, at);
  TdYearChange *change;

  if (zone == NULL)
    note (self, TD_YEAR_REFERENCE, before, year, year);
  if (zone == NULL || zone->told || self->changes == NULL)
    return;
  zone->told = TRUE;
  change = g_new0 (TdYearChange, 1);
  change->fate = TD_YEAR_REFERENCE;
  change->before = g_strndup (self->text + zone->start, zone->end - zone->start);
  g_strstrip (change->before);
  change->after = g_strdup (change->before);
  g_ptr_array_add (self->changes, change);
}

static void
shift_one (Shift *self, GString *out, gsize *done, gsize at, const char *year_text)
{
  g_autofree char *before = g_strndup (self->text, at);
  int year = atoi (year_text);
  TdYearFate fate = fate_of (self, at, before, self->text + at + 4, year);
  g_autofree char *new_year =
      g_strdup_printf ("%04d", fate == TD_YEAR_SHIFTED ? year + self->to - self->from : year);

  g_string_append_len (out, self->text + *done, (gssize) (at - *done));
  if (fate == TD_YEAR_SHIFTED)
    fit_day (self, out, before, atoi (new_year));
  g_string_append (out, new_year);
  *done = at + 4;

  if (fate == TD_YEAR_REFERENCE)
    note_reference (self, at, before, year_text);
  if (fate == TD_YEAR_SHIFTED ||
      (fate == TD_YEAR_PERIOD && year < self->to && td_pattern_matches (range_before (), before)) ||
      (fate == TD_YEAR_PERIOD && year < self->to &&
       td_pattern_matches (horizon_before (), before)) ||
      fate == TD_YEAR_OLD)
    note (self, fate, before, year_text, new_year);
}

/**
 * td_year_shift_text:
 * @text: a text of a plan
 * @from_year: the year of that plan
 * @to_year: the year of the new one
 * @changes: (nullable) (element-type TdYearChange): what was found is added
 *
 * Moves the years of a text along: the plan's own year and its neighbours ("so với năm 2023"), in
 * dates, months, quarters and school years. Years in citations with their titles, spans of several
 * years and older years stay and are noted.
 *
 * Returns: (transfer full): the text for the new year; it has as many characters as before
 */
char *
td_year_shift_text (const char *text, int from_year, int to_year, GPtrArray *changes)
{
  Shift self = { text, from_year, to_year, changes, NULL };
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GArray) zones = g_array_new (FALSE, FALSE, sizeof (Zone));
  GString *out = g_string_new (NULL);
  gsize done = 0;

  self.zones = zones;
  find_zones (&self);
  g_regex_match (year_token (), text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *year = g_match_info_fetch (match, 1);
      int start, end;

      g_match_info_fetch_pos (match, 1, &start, &end);
      shift_one (&self, out, &done, (gsize) start, year);
    }
  g_string_append (out, text + done);

  return g_string_free (out, FALSE);
}

/**
 * td_year_shift_date:
 * @iso: (nullable): a day
 * @delta: years to add
 *
 * Returns: (nullable) (transfer full): the day so many years later; 28 February for 29
 */
char *
td_year_shift_date (const char *iso, int delta)
{
  GDate date;

  if (iso == NULL || !td_date_parse_iso (iso, &date))
    return g_strdup (iso);
  if (delta >= 0)
    g_date_add_years (&date, (guint) delta);
  else
    g_date_subtract_years (&date, (guint) -delta);

  return td_date_format_iso (&date);
}
