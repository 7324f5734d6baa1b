/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "td-check-context.h"
#include "td-pattern.h"
#include "td-text.h"

TD_PATTERN (filing, "^\\s*lưu\\b")
TD_PATTERN_EXACT (filing_form, "^Lưu: VT, ?\\p{Lu}")
TD_PATTERN_EXACT (filing_start, "^Lưu: VT\\b")
TD_PATTERN (tight_bracket, "[^\\s(]\\(")
TD_PATTERN_EXACT (degree,
                  "^(?:GS|PGS|TS|ThS|Ths|CN|NGND|NGƯT|BS|KS|Th\\.S|GVC|Giáo sư|Tiến sĩ|Thạc sĩ|Phó "
                  "Giáo sư)[.\\s]")
TD_PATTERN (deputy, "^\\s*phó\\s")
TD_PATTERN (closing_mark, "\\./\\.\\s*$")
TD_PATTERN (loose_mark, "\\s\\.\\s*/\\s*\\.|\\.\\s+/\\s*\\.|\\./\\s+\\.")
TD_PATTERN (half_mark, "(?:\\./|/\\.|\\.//?\\.?|\\.\\\\\\.)\\s*$")

static TdFinding *
report (TdCheck *check,
        const char *rule,
        TdSeverity severity,
        const char *place,
        TdKind kind,
        gint64 id,
        const char *field,
        const char *words,
        const char *message)
{
  TdFinding *finding = td_check_add (check, rule, severity, place, kind, id, words, "%s", message);

  finding->field = field;

  return finding;
}

/* RULE nd30-I-II.9b: "Lưu: VT, <abbreviation of the drafting unit>." */
static void
check_filing (TdCheck *check, const TdRecipientRow *row)
{
  if (!td_pattern_matches (filing_start (), row->text))
    report (check, "recipient-filing", TD_SEVERITY_WARNING, "recipients", TD_KIND_RECIPIENT,
            row->row.id, "text", row->text,
            _ ("The last line of the recipients is written “Lưu: VT, …”."));
  else if (!td_pattern_matches (filing_form (), row->text))
    report (check, "recipient-filing", TD_SEVERITY_HINT, "recipients", TD_KIND_RECIPIENT,
            row->row.id, "text", row->text,
            _ ("Behind “Lưu: VT” stands the abbreviation of the drafting unit: “Lưu: VT, VP”."));
}

static void
check_bracket (TdCheck *check, const TdRecipientRow *row)
{
  int start, end;

  if (!td_pattern_find (tight_bracket (), row->text, &start, &end))
    return;
  g_autofree char *head = g_strndup (row->text, (gsize) end - 1);
  g_autofree char *right = g_strconcat (head, " ", row->text + end - 1, NULL);
  TdFinding *finding =
      report (check, "recipient-space", TD_SEVERITY_WARNING, "recipients", TD_KIND_RECIPIENT,
              row->row.id, "text", row->text, _ ("There is a space before the bracket."));
  td_finding_set_fix (finding, right);
}

static void
check_recipients (TdCheck *check)
{
  guint n = td_plan_data_count (check->data, TD_KIND_RECIPIENT);
  gint filing_at = -1;

  if (n == 0)
    {
      report (check, "recipients-missing", TD_SEVERITY_ERROR, "recipients", TD_KIND_PLAN, 0, NULL,
              "Nơi nhận", _ ("The document names no recipients (“Nơi nhận”)."));
      return;
    }
  for (guint i = 0; i < n; i++)
    {
      const TdRecipientRow *row = td_plan_data_nth (check->data, TD_KIND_RECIPIENT, i);

      if (row->text == NULL)
        continue;
      check_bracket (check, row);
      if (!td_pattern_matches (filing (), row->text))
        continue;
      filing_at = (gint) i;
      check_filing (check, row);
    }
  if (filing_at < 0)
    report (check, "recipient-last", TD_SEVERITY_WARNING, "recipients", TD_KIND_PLAN, 0, NULL,
            "Nơi nhận", _ ("The last recipient is the file: “Lưu: VT, …”."));
  else if ((guint) filing_at + 1 < n)
    {
      const TdRecipientRow *row =
          td_plan_data_nth (check->data, TD_KIND_RECIPIENT, (guint) filing_at);

      report (check, "recipient-last", TD_SEVERITY_WARNING, "recipients", TD_KIND_RECIPIENT,
              row->row.id, "text", row->text, _ ("The line “Lưu” stands last."));
    }
}

static void
report_signatory (TdCheck *check,
                  const TdSignatoryRow *row,
                  const char *rule,
                  const char *field,
                  const char *message)
{
  g_autofree char *words = g_strdup_printf (
      "%s %s %s %s", row->prefix ? row->prefix : "", row->on_behalf_of ? row->on_behalf_of : "",
      row->title ? row->title : "", row->name ? row->name : "");

  report (check, rule, TD_SEVERITY_WARNING, "signatory", TD_KIND_SIGNATORY, row->row.id, field,
          td_text_is_blank (words) ? "Người ký" : words, message);
}

/* RULE nd30-I-II.7: KT. is for a deputy, TL. for the head of an internal unit. */
static void
check_authority (TdCheck *check, const TdSignatoryRow *row)
{
  const char *title = row->title != NULL ? row->title : "";
  /* "GIÁM ĐỐC" above "PHÓ GIÁM ĐỐC": the last line is the signer's own */
  const char *last = strrchr (title, '\n') != NULL ? strrchr (title, '\n') + 1 : title;
  gboolean is_deputy = td_pattern_matches (deputy (), last);
  const char *prefix = row->prefix != NULL ? row->prefix : "";

  if (*prefix == '\0' && is_deputy)
    report_signatory (
        check, row, "signatory-authority", "prefix",
        _ ("A deputy signs for the head: “KT.” stands before the head's title (signature block)."));
  else if (g_str_equal (prefix, "KT.") && *title != '\0' && !is_deputy)
    report_signatory (check, row, "signatory-authority", "title",
                      _ ("“KT.” is for a deputy; the signer's title is none (signature block)."));
  else if (g_str_equal (prefix, "KT.") && row->on_behalf_of != NULL &&
           td_pattern_matches (deputy (), row->on_behalf_of))
    report_signatory (
        check, row, "signatory-authority", "on_behalf_of",
        _ ("Behind “KT.” stands the head's title, not a deputy's (signature block)."));
  else if (g_str_equal (prefix, "TL.") && is_deputy && row->on_behalf_of != NULL &&
           strstr (title, row->on_behalf_of) != NULL)
    report_signatory (
        check, row, "signatory-authority", "prefix",
        _ ("A deputy of the head signs with “KT.”, not with “TL.” (signature block)."));
  else if (g_str_equal (prefix, "TM.") && row->on_behalf_of != NULL &&
           !strstr (row->on_behalf_of, "BAN") && !strstr (row->on_behalf_of, "HỘI ĐỒNG"))
    report_signatory (
        check, row, "signatory-authority", "prefix",
        _ ("“TM.” is for a collective body; an agency under one head has none (signature block)."));
  else if (g_str_equal (prefix, "TM.") && is_deputy)
    report_signatory (check, row, "signatory-authority", "title",
                      _ ("A deputy signs for the head: between “TM.” and the deputy's title stands "
                         "“KT.” with the head's title (signature block)."));
}

static void
check_signatory (TdCheck *check)
{
  const TdSignatoryRow *row = NULL;

  if (td_plan_data_count (check->data, TD_KIND_SIGNATORY) > 0)
    row = td_plan_data_nth (check->data, TD_KIND_SIGNATORY, 0);
  if (row == NULL || (row->title == NULL && row->name == NULL && row->on_behalf_of == NULL))
    {
      report (check, "signatory-missing", TD_SEVERITY_ERROR, "signatory", TD_KIND_PLAN, 0, NULL,
              "Người ký", _ ("The document has no signature block."));
      return;
    }
  if (row->title == NULL &&
      (row->on_behalf_of == NULL || g_strcmp0 (row->prefix, "KT.") == 0 ||
       g_strcmp0 (row->prefix, "TL.") == 0 || g_strcmp0 (row->prefix, "TUQ.") == 0))
    report_signatory (check, row, "signatory-title", "title", _ ("The signer's title is missing."));
  check_authority (check, row);
  if (row->name != NULL && td_pattern_matches (degree (), row->name))
    report_signatory (check, row, "signatory-degree", "name",
                      _ ("No academic title stands before the signer's name (Decree 30/2020)."));
}

/* The last text before the signature: the closing, else the end of the body. */
static const TdCheckText *
last_text (const TdCheck *check)
{
  const TdCheckText *last = NULL;

  for (guint i = 0; i < check->texts->len; i++)
    {
      const TdCheckText *text = g_ptr_array_index (check->texts, i);

      if (text->role == TD_TEXT_CLOSING || text->role == TD_TEXT_BODY)
        last = text;
    }

  return last;
}

/* RULE nd30-III: all models end the text with "./." */
static void
check_mark (TdCheck *check)
{
  const TdCheckText *text = last_text (check);
  TdFinding *finding;
  int start, end;
  gsize length;

  if (text == NULL || check->ends_open)
    return;
  length = strlen (text->text);
  if (td_pattern_find (loose_mark (), text->text, &start, &end))
    {
      finding =
          td_check_add_at (check, "closing-mark", TD_SEVERITY_HINT, text, (gsize) start,
                           (gsize) end, _ ("The closing mark is written “./.” without spaces."));
      td_finding_set_fix (finding, "./.");
      return;
    }
  if (td_pattern_matches (closing_mark (), text->text))
    return;

  const char *tail =
      length > 40 ? g_utf8_find_prev_char (text->text, text->text + length - 36) : text->text;
  finding = td_check_add_at (check, "closing-mark", TD_SEVERITY_WARNING, text,
                             (gsize) (tail - text->text), length,
                             _ ("The text ends with the closing mark “./.”."));
  g_autofree char *bare = g_strdup (tail);
  if (td_pattern_find (half_mark (), bare, &start, &end))
    bare[start] = '\0';
  while (*bare != '\0' && strchr (".;, ", bare[strlen (bare) - 1]) != NULL)
    bare[strlen (bare) - 1] = '\0';
  g_autofree char *right = g_strconcat (bare, "./.", NULL);
  td_finding_set_fix (finding, right);
}

/* "./." stands at the end of the document and nowhere else. */
static void
check_early_mark (TdCheck *check)
{
  const TdCheckText *last = last_text (check);

  for (guint i = 0; i < check->texts->len; i++)
    {
      const TdCheckText *text = g_ptr_array_index (check->texts, i);
      const char *mark = strstr (text->text, "./.");

      if (mark != NULL && text != last &&
          (text->role == TD_TEXT_BODY || text->role == TD_TEXT_PREAMBLE))
        td_check_add_at (check, "closing-mark", TD_SEVERITY_WARNING, text,
                         (gsize) (mark - text->text), (gsize) (mark - text->text) + 3,
                         _ ("The closing mark “./.” stands before the end of the text."));
    }
}

/**
 * td_check_closing:
 * @check: a check
 *
 * Recipients, signature block and closing mark.
 */
void
td_check_closing (TdCheck *check)
{
  check_recipients (check);
  check_signatory (check);
  check_mark (check);
  check_early_mark (check);
}
