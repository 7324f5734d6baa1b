/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-plan-closing-reader.h"

#include <string.h>

#include "td-pattern.h"
#include "td-plan-label.h"
#include "td-plan-line.h"
#include "td-text.h"

TD_PATTERN (recipients_pattern, "^\\s*nơi nhận\\s*:?\\s*")
TD_PATTERN_EXACT (prefix_pattern, "^(KT|TL|TUQ|TM|Q)\\s*\\.\\s*(.+)$")
TD_PATTERN (filing_pattern, "^(lưu\\s*:.*?\\.)\\s*\\S{1,3}\\.?$")
TD_PATTERN (signed_pattern, "^[(\\[]?\\s*(đã ký|ký tên|chữ ký|ký số|ký, đóng dấu).*$")
TD_PATTERN_EXACT (name_pattern, "^(?:[\\p{Lu}][\\p{L}.]*\\s+){1,5}[\\p{Lu}]\\p{L}*\\.?$")
TD_PATTERN_EXACT (title_words_pattern,
                  "GIÁM ĐỐC|CHÁNH|PHÓ|TRƯỞNG|CHỦ TỊCH|PHÒNG|BAN|SỞ|ỦY|UỶ|HIỆU|THANH TRA|QUYỀN")
TD_PATTERN (place_pattern, "ngày\\s.*tháng\\s.*năm")

typedef struct
{
  TdPlanData *data;
  TdSignatoryRow *signatory; /* borrowed */
  gboolean recipients;       /* after "Nơi nhận" */
  gboolean dashes;           /* recipients have list marks */
  guint column;              /* of "Nơi nhận" */
} Closing;

/* The mark of who drafted ("VP. ab") after the filing line is no recipient. */
static char *
without_drafter (const char *text)
{
  char *filing = td_pattern_fetch (filing_pattern (), text, 1);

  return filing != NULL ? filing : g_strdup (text);
}

static void
add_recipient (Closing *self, const char *piece)
{
  g_autofree char *clean = td_text_clean (piece, -1);
  g_auto (TdPlanLabel) label = { 0 };
  gboolean marked = td_plan_label_parse (clean, &label) && label.style >= TD_LABEL_DASH;
  g_autofree char *text = without_drafter (clean + (marked ? label.length : 0));
  guint n = td_plan_data_count (self->data, TD_KIND_RECIPIENT);

  self->dashes |= marked;
  td_plan_text_trim_end (text, ";,.");
  if (*text == '\0')
    return;
  if (!marked && self->dashes && n > 0)
    { /* the rest of a long line */
      TdRecipientRow *last = td_plan_data_nth (self->data, TD_KIND_RECIPIENT, n - 1);
      g_autofree char *before = last->text;
      last->text = g_strconcat (before, " ", text, NULL);
      return;
    }

  TdRecipientRow *recipient = td_plan_data_add (self->data, TD_KIND_RECIPIENT);
  recipient->text = g_steal_pointer (&text);
}

static TdSignatoryRow *
ensure_signatory (Closing *self)
{
  if (self->signatory == NULL)
    self->signatory = td_plan_data_add (self->data, TD_KIND_SIGNATORY);

  return self->signatory;
}

/* RULE nd30/signature-prefix: "KT. GIÁM ĐỐC" / "PHÓ GIÁM ĐỐC"; an acting head ("Q. GIÁM ĐỐC") has
 * no second line. */
static void
add_signer_title (Closing *self, const char *text)
{
  TdSignatoryRow *signatory = ensure_signatory (self);
  g_autoptr (GMatchInfo) match = NULL;

  if (signatory->prefix == NULL && signatory->title == NULL &&
      g_regex_match (prefix_pattern (), text, 0, &match))
    {
      g_autofree char *prefix = g_match_info_fetch (match, 1);
      g_autofree char *rest = g_match_info_fetch (match, 2);
      signatory->prefix = g_strconcat (prefix, ".", NULL);
      signatory->on_behalf_of = td_text_clean (rest, -1);
      return;
    }

  g_autofree char *before = signatory->title;
  g_autofree char *clean = td_text_clean (text, -1);
  signatory->title = before != NULL ? g_strconcat (before, "\n", clean, NULL) : g_strdup (clean);
}

static void
add_signature_piece (Closing *self, const char *text)
{
  if (td_pattern_matches (signed_pattern (), text) || td_pattern_matches (place_pattern (), text))
    return;
  TdSignatoryRow *signatory = self->signatory;
  if (signatory != NULL && signatory->title != NULL && signatory->name == NULL &&
      td_text_is_upper (text) && td_pattern_matches (name_pattern (), text) &&
      !td_pattern_matches (title_words_pattern (), text))
    {
      signatory->name = td_text_clean (text, -1);
      return;
    }
  if (td_text_is_upper (text) && (self->signatory == NULL || self->signatory->name == NULL) &&
      !(self->signatory != NULL && self->signatory->title != NULL &&
        td_plan_text_count_words (text) > 8))
    add_signer_title (self, text);
  else if (self->signatory != NULL && self->signatory->name == NULL &&
           td_pattern_matches (name_pattern (), text))
    self->signatory->name = td_text_clean (text, -1);
}

static gboolean
looks_like_signature (const Closing *self, const TdPlanPiece *piece)
{
  g_auto (TdPlanLabel) label = { 0 };

  if (!self->recipients || piece->column > self->column ||
      td_pattern_matches (signed_pattern (), piece->text))
    return TRUE;
  if (td_plan_label_parse (piece->text, &label) && label.style >= TD_LABEL_DASH)
    return FALSE;
  if (td_text_is_upper (piece->text) && td_plan_text_count_words (piece->text) > 1)
    return TRUE;

  return self->signatory != NULL && self->dashes &&
         td_pattern_matches (name_pattern (), piece->text);
}

/**
 * td_plan_closing_reader_read:
 * @frame: the parts of a document
 * @data: plan to fill
 *
 * Reads the recipients after "Nơi nhận" and who signs (Decree 30/2020, Annex I, boxes 7 and 9b),
 * from a layout table or from paragraphs.
 */
void
td_plan_closing_reader_read (const TdPlanFrame *frame, TdPlanData *data)
{
  Closing self = { .data = data };

  for (guint i = 0; i < frame->closing->len; i++)
    {
      const TdPlanPiece *piece = frame->closing->pdata[i];
      int start, end;

      if (td_pattern_find (recipients_pattern (), piece->text, &start, &end))
        {
          self.recipients = TRUE;
          self.column = piece->column;
          if (td_text_is_upper (piece->text + end) && !g_str_has_prefix (piece->text + end, "-"))
            add_signature_piece (&self, piece->text + end);
          else if (piece->text[end] != '\0')
            add_recipient (&self, piece->text + end);
        }
      else if (looks_like_signature (&self, piece))
        add_signature_piece (&self, piece->text);
      else
        add_recipient (&self, piece->text);
    }

  TdSignatoryRow *signatory = self.signatory;
  if (signatory != NULL && signatory->title == NULL)
    signatory->title = g_steal_pointer (&signatory->on_behalf_of);
}
