/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-target-reader.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "td-pattern.h"
#include "td-plan-label.h"
#include "td-plan-line.h"
#include "td-plan-section-kind.h"
#include "td-quantity.h"
#include "td-text.h"

TD_PATTERN_EXACT (sentence_end_pattern, "(?<!TP|Tp|Q|P|TS|ThS)\\.\\s+(?=\\p{Lu}|\\d)")
TD_PATTERN (baseline_pattern, "so với\\s+(?:cùng kỳ\\s+)?(?:kết quả\\s+)?năm\\s+(20\\d\\d)")
TD_PATTERN (horizon_pattern, "(?:đến|tới|hết)\\s+(?:cuối\\s+|hết\\s+)?năm\\s+(20\\d\\d)")
TD_PATTERN (period_pattern, "giai đoạn\\s+(20\\d\\d\\s*[-–]\\s*20\\d\\d)")
TD_PATTERN (decrease_pattern, "(?:^|\\s)(?:cắt giảm|giảm|tinh giản|rút ngắn)\\s")
TD_PATTERN (increase_pattern, "(?:^|\\s)(?:tăng)\\s")
TD_PATTERN (clause_pattern,
            "^\\s*(?:trong đó|đối với|tỷ lệ|tỉ lệ|mức độ|số lượng|phấn đấu|đảm bảo|bảo "
            "đảm|đạt|tăng|giảm|cắt giảm|duy trì|"
            "hoàn thành|hàng năm|hằng năm|riêng)\\b")

TD_PATTERN (joint_pattern, "^(?:và|trong đó)[,:]?\\s+|\\s+(?:và|trong đó)\\s*$")

/* Where targets are looked for, and what all of them there share. */
typedef struct
{
  TdPlanData *data;
  const TdBlockRow *block; /* (nullable) */
  gint64 section_id;
  const char *area_key;
  const char *origin;
  gboolean core;
} Place;

static const char *
area_in_force (const TdPlanData *data, const TdSectionRow *section)
{
  for (guint depth = 0; section != NULL && depth < 32; depth++)
    {
      if (section->area_key != NULL)
        return section->area_key;
      section = section->parent_id != 0
                    ? td_plan_data_get (data, TD_KIND_SECTION, section->parent_id)
                    : NULL;
    }

  return NULL;
}

static gsize
sentence_start (const char *text, gsize at)
{
  g_autoptr (GMatchInfo) match = NULL;
  gsize start = 0;

  g_regex_match (sentence_end_pattern (), text, 0, &match);
  while (g_match_info_matches (match))
    {
      int end;
      g_match_info_fetch_pos (match, 0, NULL, &end);
      if ((gsize) end > at)
        break;
      start = end;
      g_match_info_next (match, NULL);
    }

  return start;
}

static gsize
sentence_end (const char *text, gsize at)
{
  int start, end;

  return td_pattern_find (sentence_end_pattern (), text + at, &start, &end) ? at + start
                                                                            : strlen (text);
}

/* The last semicolon in [@from, @to), as the place after it; @from when there is none. */
static gsize
part_start (const char *text, gsize from, gsize to)
{
  gsize start = from;

  for (gsize i = from; i < to; i++)
    {
      if (text[i] == ';')
        start = i + 1;
    }

  return start;
}

/* Where the words of @next begin when @before stands in the same part of a sentence: after the
 * comma that ends the words of @before ("... đạt 87%, ..."), at words that open a clause, else at
 * the last separator. */
static gsize
split_point (const char *text, const TdQuantity *before, const TdQuantity *next)
{
  gsize last = next->start;

  for (gsize i = before->end; i < next->start; i++)
    {
      gboolean comma = text[i] == ',';
      if (!comma && !g_str_has_prefix (text + i, " và "))
        continue;

      gsize after = comma ? i + 1 : i + strlen (" và ");
      if ((comma && i - before->end <= 1) || td_pattern_matches (clause_pattern (), text + after))
        return after;
      last = after;
    }

  return last;
}

static gsize
target_start (const char *text, GPtrArray *found, guint n)
{
  const TdQuantity *quantity = found->pdata[n];
  gsize start = sentence_start (text, quantity->start);
  const TdQuantity *before = n > 0 ? found->pdata[n - 1] : NULL;

  if (before == NULL || before->start < start)
    return part_start (text, start, quantity->start);

  gsize part = part_start (text, before->end, quantity->start);

  return part > before->end ? part : split_point (text, before, quantity);
}

static gsize
target_end (const char *text, GPtrArray *found, guint n, gboolean whole)
{
  const TdQuantity *quantity = found->pdata[n];
  gsize end = sentence_end (text, quantity->end);
  gsize next = n + 1 < found->len ? target_start (text, found, n + 1) : end;

  if (next <= end)
    return next;
  if (whole)
    return end;

  const char *semicolon = memchr (text + quantity->end, ';', end - quantity->end);

  return semicolon != NULL ? (gsize) (semicolon - text) : end;
}

static gint64
fetch_year (GRegex *pattern, const char *text)
{
  g_autofree char *year = td_pattern_fetch (pattern, text, 1);

  return year != NULL ? strtol (year, NULL, 10) : 0;
}

static char *
fetch_period (const char *text)
{
  g_autofree char *raw = td_pattern_fetch (period_pattern (), text, 1);
  GString *period = g_string_new (NULL);

  for (const char *p = raw; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (!g_unichar_isspace (c))
        g_string_append_unichar (period, c == 0x2013 ? '-' : c);
    }

  return g_string_free (period, period->len == 0);
}

/* A cut or a rise, told by the words before the number in its sentence. */
static const char *
read_direction (const char *sentence, gsize length)
{
  g_autofree char *before = g_strndup (sentence, length);
  g_autofree char *padded = g_strconcat (before, " ", NULL);

  if (td_pattern_matches (decrease_pattern (), padded))
    return "decrease";

  return td_pattern_matches (increase_pattern (), padded) ? "increase" : NULL;
}

static void
add_target (const Place *place, const char *text, GPtrArray *found, guint n)
{
  const TdQuantity *quantity = found->pdata[n];
  gsize start = target_start (text, found, n);
  gsize end = target_end (text, found, n, place->core);
  gsize sentence = sentence_start (text, quantity->start);
  g_autofree char *words = g_strndup (text + start, end - start);
  g_autofree char *trimmed = td_text_clean (words, -1);
  g_autofree char *clean = NULL;
  g_autofree char *rest =
      g_strndup (text + quantity->start, sentence_end (text, quantity->end) - quantity->start);
  g_autofree char *ahead = g_strndup (text + start, quantity->end - start);

  td_plan_text_trim_end (trimmed, ";,.:");
  clean = g_regex_replace (joint_pattern (), trimmed, -1, 0, "", 0, NULL);

  TdTargetRow *target = td_plan_data_add (place->data, TD_KIND_TARGET);
  target->section_id = place->section_id;
  target->block_id = place->block != NULL ? place->block->row.id : 0;
  target->text = g_steal_pointer (&clean);
  target->source_text = g_strdup (text);
  target->area_key = g_strdup (place->area_key);
  target->comparator = g_strdup (quantity->comparator);
  target->value = quantity->value;
  target->measure_unit = g_strdup (quantity->unit);
  target->baseline_year = fetch_year (baseline_pattern (), rest);
  target->baseline_value = NAN;
  target->target_year = fetch_year (horizon_pattern (), ahead);
  target->period = fetch_period (ahead);
  target->direction = g_strdup (read_direction (text + sentence, quantity->start - sentence));
  target->kind = g_strdup (isnan (quantity->value) ? "relative" : "quantitative");
  target->origin = g_strdup (place->origin);
  target->core = place->core;
  if (place->block != NULL && place->block->marker != NULL && place->block->marker_style != NULL &&
      g_unichar_isalnum (g_utf8_get_char (place->block->marker)))
    {
      target->item = g_strdup (place->block->marker);
      td_plan_text_trim_end (target->item, ".)/:");
    }
}

static void
read_text (const Place *place, const char *printed, const char *marks)
{
  g_autofree char *text = td_plan_text_without_notes (printed, marks);

  if (text == NULL)
    return;

  g_autoptr (GPtrArray) found =
      td_quantity_find_all (text, place->core ? TD_QUANTITY_FORMAL : TD_QUANTITY_BODY);
  for (guint i = 0; i < found->len; i++)
    add_target (place, text, found, i);
}

static gboolean
is_searched (const char *kind)
{
  return g_strcmp0 (kind, "status") != 0 && g_strcmp0 (kind, "reporting") != 0 &&
         g_strcmp0 (kind, "funding") != 0;
}

static void
read_block (TdPlanData *data, const TdBlockRow *block)
{
  const TdSectionRow *section = td_plan_data_get (data, TD_KIND_SECTION, block->section_id);
  const char *kind = td_plan_section_kind_in_force (data, section);

  if (section == NULL || !is_searched (kind))
    return;
  if (g_strcmp0 (block->kind, TD_BODY_PARAGRAPH) != 0 &&
      g_strcmp0 (block->kind, TD_BODY_BULLET) != 0)
    return;

  Place place = {
    .data = data,
    .block = block,
    .section_id = block->section_id,
    .area_key = area_in_force (data, section),
    .core = g_strcmp0 (kind, "targets") == 0,
  };
  place.origin = place.core ? "target_section" : "body";
  read_text (&place, block->text, block->marks);
}

/* @next_product: the first product of @task; they stand in the order of the tasks. */
static void
read_task (TdPlanData *data, const TdTaskRow *task, guint *next_product)
{
  Place place = { .data = data, .area_key = task->area_key, .origin = "annex" };
  const TdTaskProductRow *product;

  read_text (&place, task->content, task->content_marks);
  while ((product = *next_product < td_plan_data_count (data, TD_KIND_TASK_PRODUCT)
                        ? td_plan_data_nth (data, TD_KIND_TASK_PRODUCT, *next_product)
                        : NULL) != NULL &&
         product->task_id == task->row.id)
    {
      read_text (&place, product->text, NULL);
      (*next_product)++;
    }
  read_text (&place, task->note, NULL);
}

static void
number_codes (TdPlanData *data)
{
  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_TARGET); i++)
    {
      TdTargetRow *target = td_plan_data_nth (data, TD_KIND_TARGET, i);
      target->code = g_strdup_printf ("CT-%02u", i + 1);
    }
}

/**
 * td_target_reader_read:
 * @data: a plan with its sections, blocks and annex tasks
 *
 * Finds the targets: those of the sections of targets (core), those named in running text and those
 * in cells of the annex. Several in one sentence are set apart.
 */
void
td_target_reader_read (TdPlanData *data)
{
  guint next_product = 0;

  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_BLOCK); i++)
    read_block (data, td_plan_data_nth (data, TD_KIND_BLOCK, i));
  for (guint i = 0; i < td_plan_data_count (data, TD_KIND_TASK); i++)
    {
      const TdTaskRow *task = td_plan_data_nth (data, TD_KIND_TASK, i);
      if (g_strcmp0 (task->origin, "annex") == 0)
        read_task (data, task, &next_product);
    }
  number_codes (data);
}
