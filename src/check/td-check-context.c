/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-check-context.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-date.h"
#include "td-text.h"

#define MAX_DEPTH 32
#define MAX_FINDINGS 5000
#define SHOWN_WORDS 90

static void
check_text_free (TdCheckText *text)
{
  g_free (text->place);
  g_clear_pointer (&text->references, g_ptr_array_unref);
  g_free (text);
}

static TdCheckText *
add_text (TdCheck *check,
          TdTextRole role,
          TdKind kind,
          gint64 id,
          const char *field,
          const char *text,
          const char *place)
{
  TdCheckText *item;

  if (text == NULL || *text == '\0')
    return NULL;

  item = g_new0 (TdCheckText, 1);
  item->role = role;
  item->kind = kind;
  item->id = id;
  item->field = field;
  item->text = text;
  item->place = g_strdup (place);
  item->references = td_document_reference_find_all (text);
  if (role == TD_TEXT_BODY || role == TD_TEXT_CLOSING)
    check->ends_open = td_check_is_slot (text);
  if (td_check_is_slot (text))
    { /* no rule looks at what is not written yet */
      g_ptr_array_add (check->slots, item);
      return NULL;
    }
  g_ptr_array_add (check->texts, item);

  return item;
}

static void
add_loose_blocks (TdCheck *check, const char *kind, TdTextRole role, const char *place)
{
  for (guint i = 0; i < td_plan_data_count (check->data, TD_KIND_BLOCK); i++)
    {
      const TdBlockRow *block = td_plan_data_nth (check->data, TD_KIND_BLOCK, i);

      if (g_strcmp0 (block->kind, kind) == 0)
        add_text (check, role, TD_KIND_BLOCK, block->row.id, "text", block->text, place);
    }
}

static void
add_bases (TdCheck *check)
{
  for (guint i = 0; i < td_plan_data_count (check->data, TD_KIND_LEGAL_BASIS); i++)
    {
      const TdLegalBasisRow *basis = td_plan_data_nth (check->data, TD_KIND_LEGAL_BASIS, i);
      g_autofree char *place = g_strdup_printf ("legal_bases/%u", i + 1);

      if (basis->block_id == 0)
        add_text (check, TD_TEXT_BASIS, TD_KIND_LEGAL_BASIS, basis->row.id, "text", basis->text,
                  place);
    }
}

static void
add_blocks_after (TdCheck *check, GPtrArray *blocks, gint64 after, const char *place, gboolean back)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const TdBlockRow *block = g_ptr_array_index (blocks, i);
      TdCheckText *text;

      if (block->after_section_id != after)
        continue;
      text =
          add_text (check, TD_TEXT_BODY, TD_KIND_BLOCK, block->row.id, "text", block->text, place);
      if (text != NULL)
        text->looks_back = back;
    }
}

static void
add_section (TdCheck *check, const TdSectionRow *section, gboolean back, guint depth)
{
  g_autoptr (GPtrArray) blocks = td_plan_data_section_blocks (check->data, section->row.id);
  g_autoptr (GPtrArray) children = td_plan_data_child_sections (check->data, section->row.id);
  g_autofree char *place = td_plan_data_section_path (check->data, section);

  back = back || g_strcmp0 (section->kind, "status") == 0;
  add_text (check, TD_TEXT_HEADING, TD_KIND_SECTION, section->row.id, "title", section->title,
            place);
  add_blocks_after (check, blocks, 0, place, back);
  for (guint i = 0; i < children->len && depth < MAX_DEPTH; i++)
    {
      const TdSectionRow *child = g_ptr_array_index (children, i);

      add_section (check, child, back, depth + 1);
      add_blocks_after (check, blocks, child->row.id, place, back);
    }
}

static void
add_annex (TdCheck *check)
{
  static const char *const fields[] = {
    "content",         "product_text",  "lead_text", "coordinating_text",
    "assignment_text", "deadline_text", "note",      "other_text"
  };
  const TdPlanRow *plan = check->data->plan;
  const TdKindSpec *spec = td_kind_spec (TD_KIND_TASK);

  add_text (check, TD_TEXT_ANNEX_TITLE, TD_KIND_PLAN, plan->row.id, "annex_title",
            plan->annex_title, "annex");
  add_text (check, TD_TEXT_ANNEX_REFERENCE, TD_KIND_PLAN, plan->row.id, "annex_reference",
            plan->annex_reference, "annex");
  for (guint i = 0; i < td_plan_data_count (check->data, TD_KIND_PLAN_GROUP); i++)
    {
      const TdPlanGroupRow *group = td_plan_data_nth (check->data, TD_KIND_PLAN_GROUP, i);
      g_autofree char *place =
          g_strdup_printf ("annex/%s", group->label != NULL ? group->label : "");

      if (group->section_id == 0)
        add_text (check, TD_TEXT_GROUP, TD_KIND_PLAN_GROUP, group->row.id, "title", group->title,
                  place);
    }
  for (guint i = 0; i < td_plan_data_count (check->data, TD_KIND_TASK); i++)
    {
      const TdTaskRow *task = td_plan_data_nth (check->data, TD_KIND_TASK, i);
      g_autofree char *place = td_check_task_place (check, task);

      for (guint f = 0; td_check_is_in_annex (task) && f < G_N_ELEMENTS (fields); f++)
        add_text (check, TD_TEXT_CELL, TD_KIND_TASK, task->row.id, fields[f],
                  td_row_get_text (task, td_kind_find_field (spec, fields[f])), place);
    }
}

static void
add_ending (TdCheck *check)
{
  for (guint i = 0; i < td_plan_data_count (check->data, TD_KIND_RECIPIENT); i++)
    {
      const TdRecipientRow *recipient = td_plan_data_nth (check->data, TD_KIND_RECIPIENT, i);

      add_text (check, TD_TEXT_RECIPIENT, TD_KIND_RECIPIENT, recipient->row.id, "text",
                recipient->text, "recipients");
    }
}

static void
collect_texts (TdCheck *check)
{
  const TdPlanRow *plan = check->data->plan;
  g_autoptr (GPtrArray) sections = td_plan_data_child_sections (check->data, 0);

  add_text (check, TD_TEXT_TITLE, TD_KIND_PLAN, plan->row.id, "title", plan->title, "header");
  add_loose_blocks (check, TD_BODY_PREAMBLE, TD_TEXT_PREAMBLE, "preamble");
  add_bases (check);
  for (guint i = 0; i < sections->len; i++)
    add_section (check, g_ptr_array_index (sections, i), FALSE, 0);
  add_loose_blocks (check, TD_BODY_CLOSING, TD_TEXT_CLOSING, "closing");
  add_ending (check);
  add_annex (check);
  add_loose_blocks (check, TD_BODY_FOOTNOTE, TD_TEXT_FOOTNOTE, "footnotes");
}

/* A template that is not filled in is told once, at the first of its open places. */
static void
report_slots (TdCheck *check)
{
  if (check->slots->len > 0)
    td_check_add_at (check, "template-slot", TD_SEVERITY_HINT, g_ptr_array_index (check->slots, 0),
                     0, 0, _ ("This place of the template is to be filled in yet (%u in all)."),
                     check->slots->len);
}

/* A draft has no day yet: what is known of its date gives an earliest and a latest day. */
static void
find_days (TdCheck *check)
{
  const TdPlanRow *plan = check->data->plan;
  int month = (int) plan->month, year = (int) plan->issued_year;

  if (plan->issued_date != NULL)
    {
      check->first_day = g_strdup (plan->issued_date);
      check->last_day = g_strdup (plan->issued_date);
    }
  else if (year > 0 && month >= 1 && month <= 12)
    {
      check->first_day = td_date_iso_from_ymd (year, month, 1);
      check->last_day = td_date_iso_from_ymd (
          year, month, g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year));
    }
  else if (plan->year > 0)
    check->last_day = td_date_iso_from_ymd ((int) plan->year, 12, 31);
}

/**
 * td_check_new:
 * @data: a plan, sorted
 * @office: (nullable): the register of units
 * @rules: the tables the rules look into
 *
 * Returns: (transfer full): a check without findings; what it is made of must outlive it
 */
TdCheck *
td_check_new (const TdPlanData *data, const TdCheckOffice *office, const TdRuleSet *rules)
{
  TdCheck *check = g_new0 (TdCheck, 1);

  check->data = data;
  check->office = office;
  check->rules = rules;
  check->texts = g_ptr_array_new_with_free_func ((GDestroyNotify) check_text_free);
  check->slots = g_ptr_array_new_with_free_func ((GDestroyNotify) check_text_free);
  check->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) td_finding_free);
  check->year = (int) data->plan->year;
  find_days (check);
  collect_texts (check);
  report_slots (check);

  return check;
}

/**
 * td_check_free:
 * @check: (nullable) (transfer full): a check
 */
void
td_check_free (TdCheck *check)
{
  if (check == NULL)
    return;

  g_clear_pointer (&check->texts, g_ptr_array_unref);
  g_clear_pointer (&check->slots, g_ptr_array_unref);
  g_clear_pointer (&check->findings, g_ptr_array_unref);
  g_free (check->first_day);
  g_free (check->last_day);
  g_free (check);
}

static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const TdFinding *x = *(TdFinding *const *) a, *y = *(TdFinding *const *) b;

  if (x->order != y->order)
    return x->order < y->order ? -1 : 1;
  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;

  return (int) y->severity - (int) x->severity;
}

static guint
order_of (const TdCheck *check, const TdFinding *finding)
{
  guint of_row = G_MAXUINT;

  for (guint i = 0; i < check->texts->len; i++)
    {
      const TdCheckText *text = g_ptr_array_index (check->texts, i);

      if (finding->id == 0 || text->kind != finding->kind || text->id != finding->id)
        continue;
      if (g_strcmp0 (text->field, finding->field) == 0)
        return i + 1;
      of_row = MIN (of_row, i + 1);
    }
  if (of_row != G_MAXUINT)
    return of_row;
  if (g_str_equal (finding->place, "recipients") || g_str_equal (finding->place, "signatory") ||
      g_str_equal (finding->place, "closing"))
    for (guint i = 0; i < check->texts->len; i++)
      if (((TdCheckText *) g_ptr_array_index (check->texts, i))->role >= TD_TEXT_RECIPIENT)
        return i + 1;

  return g_str_has_prefix (finding->place, "annex") ? check->texts->len + 1 : 0;
}

/**
 * td_check_take_findings:
 * @check: a check; it has no findings afterwards
 *
 * Returns: (transfer full) (element-type TdFinding): the findings in document order
 */
GPtrArray *
td_check_take_findings (TdCheck *check)
{
  for (guint i = 0; i < check->findings->len; i++)
    {
      TdFinding *finding = g_ptr_array_index (check->findings, i);

      finding->order = order_of (check, finding);
    }
  g_ptr_array_sort (check->findings, compare_findings);

  return g_steal_pointer (&check->findings);
}

static char *
shorten (const char *words)
{
  g_autofree char *clean = td_text_clean (words, -1);
  glong length = g_utf8_strlen (clean, -1);

  if (length <= SHOWN_WORDS)
    return g_steal_pointer (&clean);

  return g_strdup_printf ("%.*s…", (int) (g_utf8_offset_to_pointer (clean, SHOWN_WORDS) - clean),
                          clean);
}

static TdFinding *
new_finding (TdCheck *check, const char *rule, TdSeverity severity, const char *place)
{
  TdFinding *finding = g_new0 (TdFinding, 1);

  finding->rule = rule;
  finding->severity = severity;
  finding->place = g_strdup (place);
  if (check->findings->len < MAX_FINDINGS)
    g_ptr_array_add (check->findings, finding);
  else
    { /* a file made to have endless faults: the last one is replaced */
      td_finding_free (g_ptr_array_index (check->findings, MAX_FINDINGS - 1));
      check->findings->pdata[MAX_FINDINGS - 1] = finding;
    }

  return finding;
}

/**
 * td_check_add_at:
 * @check: a check
 * @rule: (not nullable): static id of the rule
 * @severity: how grave it is
 * @text: the text concerned
 * @start: byte of it where the words begin
 * @end: byte behind them; equal to @start: the whole text
 * @format: what is wrong, translated
 *
 * Returns: (transfer none): the finding, kept by @check
 */
TdFinding *
td_check_add_at (TdCheck *check,
                 const char *rule,
                 TdSeverity severity,
                 const TdCheckText *text,
                 gsize start,
                 gsize end,
                 const char *format,
                 ...)
{
  TdFinding *finding = new_finding (check, rule, severity, text->place);
  g_autofree char *words =
      end > start ? g_strndup (text->text + start, end - start) : g_strdup (text->text);
  va_list args;

  finding->kind = text->kind;
  finding->id = text->id;
  finding->field = text->field;
  finding->start = (guint) g_utf8_pointer_to_offset (text->text, text->text + start);
  finding->length = end > start ? (guint) g_utf8_strlen (words, -1) : 0;
  finding->text = shorten (words);
  va_start (args, format);
  finding->message = g_strdup_vprintf (format, args);
  va_end (args);

  return finding;
}

/**
 * td_check_add:
 * @check: a check
 * @rule: static id of the rule
 * @severity: how grave it is
 * @place: where, for people and programs
 * @kind: kind of the row concerned
 * @id: its id, 0: the plan as a whole
 * @words: the words concerned
 * @format: what is wrong, translated
 *
 * Returns: (transfer none): the finding, kept by @check
 */
TdFinding *
td_check_add (TdCheck *check,
              const char *rule,
              TdSeverity severity,
              const char *place,
              TdKind kind,
              gint64 id,
              const char *words,
              const char *format,
              ...)
{
  TdFinding *finding = new_finding (check, rule, severity, place);
  va_list args;

  finding->kind = kind;
  finding->id = id;
  finding->text = shorten (words != NULL ? words : "");
  va_start (args, format);
  finding->message = g_strdup_vprintf (format, args);
  va_end (args);

  return finding;
}

/**
 * td_finding_set_fix:
 * @finding: a finding with a field
 * @replacement: what its words should be; "" takes them away
 */
void
td_finding_set_fix (TdFinding *finding, const char *replacement)
{
  g_free (finding->fix);
  finding->fix = g_strdup (replacement);
}

/**
 * td_finding_gather:
 * @finding: a finding whose message ends with words and their place in brackets
 * @words: other words with the same fault
 * @place: where they stand
 *
 * Tells one more of a kind in the same finding, so that a habit of the author is one finding.
 */
void
td_finding_gather (TdFinding *finding, const char *words, const char *place)
{
  g_autofree char *text = g_steal_pointer (&finding->text);
  g_autofree char *message = g_steal_pointer (&finding->message);

  finding->text = g_strconcat (text, "; ", words, NULL);
  finding->message = g_strdup_printf ("%s; %s (%s)", message, words, place);
}
