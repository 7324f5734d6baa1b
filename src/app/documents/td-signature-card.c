/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-signature-card.h"

#include <glib/gi18n-lib.h>

#include "td-sign.h"
#include "td-status-pill.h"

/* Vietnam has one time zone and no summer time (RULE nd30-time-zone: times are printed with it). */
#define HANOI_SECONDS (7 * 60 * 60)

static char *
format_time (gint64 time)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (HANOI_SECONDS);
  g_autoptr (GDateTime) utc = time != 0 ? g_date_time_new_from_unix_utc (time) : NULL;
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return local != NULL ? g_date_time_format (local, "%d/%m/%Y %H:%M:%S") : g_strdup ("–");
}

static char *
format_day (gint64 time)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (HANOI_SECONDS);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return local != NULL ? g_date_time_format (local, "%d/%m/%Y") : g_strdup ("–");
}

/**
 * td_fact_line_new:
 * @label: what it is
 * @value: (nullable): what it is like
 *
 * Returns: a line of a panel: a dim caption and a value that wraps and can be copied
 */
GtkWidget *
td_fact_line_new (const char *label, const char *value)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *caption = gtk_label_new (label);
  GtkWidget *text = gtk_label_new (value != NULL ? value : "–");

  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_widget_set_size_request (caption, 104, -1);
  gtk_widget_set_valign (caption, GTK_ALIGN_START);
  gtk_widget_add_css_class (caption, "td-dim");
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 1);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), text);

  return box;
}

static const char *
kind_of (const TdSignature *signature)
{
  if (signature->is_document_timestamp)
    return _ ("Timestamp of the file");
  if (g_strcmp0 (signature->field, TD_FIELD_PERSON) == 0)
    return _ ("Signature of the person");
  if (g_strcmp0 (signature->field, TD_FIELD_ORGANISATION) == 0)
    return _ ("Signature of the agency");

  return _ ("Signature");
}

static const char *
status_words (TdSignatureStatus status)
{
  switch (status)
    {
    case TD_SIGNATURE_VALID:
      return _ ("Valid");
    case TD_SIGNATURE_INVALID:
      return _ ("Not valid");
    case TD_SIGNATURE_UNKNOWN:
    default:
      return _ ("Not certain");
    }
}

static const char *
coverage_words (TdSignatureCoverage coverage)
{
  switch (coverage)
    {
    case TD_COVERAGE_WHOLE:
      return _ ("the whole file");
    case TD_COVERAGE_REVISION:
      return _ ("the file as it was then; something was added later");
    case TD_COVERAGE_PARTIAL:
    default:
      return _ ("not all of the file");
    }
}

static void
append_words (GtkWidget *box, const GPtrArray *words, const char *css_class)
{
  for (guint i = 0; i < words->len; i++)
    {
      GtkWidget *label = gtk_label_new (g_ptr_array_index ((GPtrArray *) words, i));

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 1);
      gtk_widget_add_css_class (label, css_class);
      gtk_box_append (GTK_BOX (box), label);
    }
}

static GtkWidget *
head_new (const TdSignature *signature)
{
  gboolean seal = g_strcmp0 (signature->field, TD_FIELD_ORGANISATION) == 0;
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *kind = gtk_label_new (kind_of (signature));
  GtkWidget *name = gtk_label_new (signature->certificate != NULL ? signature->certificate->subject
                                                                  : _ ("unknown signer"));
  GtkWidget *icon = gtk_image_new_from_icon_name (seal ? "td-stamp-symbolic" : "td-sign-symbolic");
  GtkWidget *pill = td_status_pill_new ();

  td_status_pill_set (TD_STATUS_PILL (pill),
                      signature->status == TD_SIGNATURE_VALID     ? "done"
                      : signature->status == TD_SIGNATURE_INVALID ? "overdue"
                                                                  : "soon",
                      status_words (signature->status));
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (icon, seal ? "td-late" : "td-doing");
  gtk_label_set_xalign (GTK_LABEL (kind), 0);
  gtk_widget_add_css_class (kind, "td-dim");
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (name), GTK_NATURAL_WRAP_WORD);
  gtk_label_set_max_width_chars (GTK_LABEL (name), 1);
  gtk_widget_add_css_class (name, "heading");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), kind);
  gtk_box_append (GTK_BOX (texts), name);
  gtk_box_append (GTK_BOX (head), icon);
  gtk_box_append (GTK_BOX (head), texts);
  gtk_box_append (GTK_BOX (head), pill);

  return head;
}

static GtkWidget *
certificate_new (const TdCertificateInfo *info)
{
  GtkWidget *expander = gtk_expander_new (_ ("Certificate"));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *from = format_day (info->not_before);
  g_autofree char *to = format_day (info->not_after);
  g_autofree char *validity = g_strdup_printf ("%s – %s", from, to);

  gtk_box_append (GTK_BOX (box), td_fact_line_new (_ ("Holder"), info->full_subject));
  gtk_box_append (GTK_BOX (box), td_fact_line_new (_ ("Issuer"), info->issuer));
  gtk_box_append (GTK_BOX (box), td_fact_line_new (_ ("Valid"), validity));
  gtk_box_append (GTK_BOX (box), td_fact_line_new (_ ("Key"), info->key));
  gtk_box_append (GTK_BOX (box), td_fact_line_new (_ ("Serial number"), info->serial));
  gtk_box_append (GTK_BOX (box), td_fact_line_new (_ ("SHA-256"), info->sha256));
  gtk_expander_set_child (GTK_EXPANDER (expander), box);

  return expander;
}

/**
 * td_signature_card_new:
 * @signature: a verified signature
 * @number: its number, from 1
 * @n_pages: how many pages the document has, 0: not known
 *
 * Returns: a card; when the signature is seen on a page it has the data "td-show", a button with
 * the data "td-place" (#TdLayoutRect)
 */
GtkWidget *
td_signature_card_new (const TdSignature *signature, guint number, guint n_pages)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *claimed = format_time (signature->time);
  g_autofree char *stamp = signature->timestamp != 0 ? format_time (signature->timestamp) : NULL;
  g_autofree char *name =
      g_strdup_printf ("%s %u: %s", kind_of (signature), number, status_words (signature->status));

  gtk_widget_add_css_class (card, "td-card");
  gtk_widget_add_css_class (card, "td-signature-card");
  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (card), head_new (signature));
  gtk_box_append (GTK_BOX (card), td_fact_line_new (_ ("Time"), claimed));
  gtk_box_append (GTK_BOX (card),
                  td_fact_line_new (_ ("Timestamp"), stamp != NULL ? stamp
                                                                   : _ ("none: the time is "
                                                                        "the signer's")));
  gtk_box_append (GTK_BOX (card),
                  td_fact_line_new (_ ("Covers"), coverage_words (signature->coverage)));
  append_words (card, signature->problems,
                signature->status == TD_SIGNATURE_INVALID ? "td-late" : "td-soon");
  append_words (card, signature->notes, "td-dim");
  if (signature->certificate != NULL)
    gtk_box_append (GTK_BOX (card), certificate_new (signature->certificate));
  if (signature->has_place)
    {
      GtkWidget *show = gtk_button_new_with_label (_ ("Show it on the page"));

      gtk_widget_add_css_class (show, "flat");
      gtk_widget_set_halign (show, GTK_ALIGN_START);
      g_object_set_data_full (G_OBJECT (show), "td-place",
                              g_memdup2 (&signature->place, sizeof signature->place), g_free);
      g_object_set_data (G_OBJECT (card), "td-show", show);
      gtk_box_append (GTK_BOX (card), show);
    }

  return card;
}

static const char *
verdict (const TdVerification *verification, const char **css_class, const char **icon)
{
  gboolean broken = verification->problems->len > 0 && verification->signatures->len > 0;

  for (guint i = 0; i < verification->signatures->len; i++)
    {
      const TdSignature *signature = g_ptr_array_index (verification->signatures, i);

      broken |= signature->status == TD_SIGNATURE_INVALID;
    }
  *css_class = broken ? "bad" : verification->valid ? "good" : "unsure";
  *icon = broken                ? "dialog-error-symbolic"
          : verification->valid ? "security-high-symbolic"
                                : "dialog-question-symbolic";
  if (broken)
    return _ ("The document is not valid");
  if (verification->valid)
    return _ ("The document is valid and whole");

  return verification->signatures->len == 0 ? _ ("Nobody has signed this file")
                                            : _ ("It cannot be said who signed");
}

/**
 * td_verdict_card_new:
 * @verification: what the signatures say
 *
 * Returns: a card with the verdict on the whole file
 */
GtkWidget *
td_verdict_card_new (const TdVerification *verification)
{
  const char *css_class, *icon_name;
  const char *words = verdict (verification, &css_class, &icon_name);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 11);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);
  GtkWidget *title = gtk_label_new (words);
  guint n = verification->signatures->len;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *clock = g_date_time_format (now, "%H:%M");
  g_autofree char *detail =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u signature · verified at %s",
                                    "%u signatures · verified at %s", n),
                       n, clock);
  GtkWidget *line = gtk_label_new (detail);

  gtk_widget_add_css_class (card, "td-verdict");
  gtk_widget_add_css_class (card, css_class);
  gtk_widget_add_css_class (title, "td-verdict-title");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (title), 1);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_label_set_xalign (GTK_LABEL (line), 0);
  gtk_widget_add_css_class (line, "td-xs");
  gtk_box_append (GTK_BOX (texts), title);
  gtk_box_append (GTK_BOX (texts), line);
  if (n > 0)
    append_words (texts, verification->problems, "td-s");
  gtk_box_append (GTK_BOX (card), icon);
  gtk_box_append (GTK_BOX (card), texts);
  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);

  return card;
}
