/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-form-tab.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "td-conflict.h"
#include "td-field-binder.h"
#include "td-form-choice.h"
#include "td-form-date.h"
#include "td-form-list.h"
#include "td-loose-texts.h"

struct _TdFormTab
{
  GtkWidget parent_instance;

  TdPlanContext *context;
  GtkWidget *page;
  GPtrArray *binders; /* (element-type TdFieldBinder): borrowed from their fields */
  GPtrArray *groups;  /* (element-type GtkWidget): what each kind of record is edited in */
  TdRecord *signatory;
  gint64 signatory_id;
  GtkWidget *signatory_group;
  GtkWidget *signatory_rows[4];
  TdFieldBinder *signatory_binders[3];
  TdFormChoice *prefix;
  TdFormList *bases;
  TdFormList *recipients;
  TdLooseTexts *preamble;
  TdLooseTexts *closing;
};

static void td_form_tab_plan_tab_init (TdPlanTabInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TdFormTab,
                               td_form_tab,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (TD_TYPE_PLAN_TAB, td_form_tab_plan_tab_init))

static void
td_form_tab_flush (TdPlanTab *tab)
{
  TdFormTab *self = TD_FORM_TAB (tab);

  for (guint i = 0; i < self->binders->len; i++)
    td_field_binder_flush (g_ptr_array_index (self->binders, i));
  for (guint i = 0; i < G_N_ELEMENTS (self->signatory_binders); i++)
    td_field_binder_flush (self->signatory_binders[i]);
  td_form_list_flush (self->bases);
  td_form_list_flush (self->recipients);
  td_loose_texts_flush (self->preamble);
  td_loose_texts_flush (self->closing);
}

static void
td_form_tab_reveal (TdPlanTab *tab, TdSource source)
{
  TdFormTab *self = TD_FORM_TAB (tab);

  if (source.kind == TD_KIND_LEGAL_BASIS)
    td_form_list_focus (self->bases, source.id);
  else if (source.kind == TD_KIND_RECIPIENT)
    td_form_list_focus (self->recipients, source.id);
  else if (source.kind == TD_KIND_SIGNATORY)
    gtk_widget_grab_focus (self->signatory_rows[3]);
}

static void
td_form_tab_plan_tab_init (TdPlanTabInterface *iface)
{
  iface->flush = td_form_tab_flush;
  iface->reveal = td_form_tab_reveal;
}

static GtkWidget *
add_group (TdFormTab *self, const char *title, const char *description)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  if (description != NULL)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page), ADW_PREFERENCES_GROUP (group));

  return group;
}

/* A line of the form for one column of the plan */
static GtkWidget *
add_entry (TdFormTab *self, GtkWidget *group, const char *property, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();
  TdFieldBinder *binder;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_editable (GTK_EDITABLE (row), !td_plan_context_get_read_only (self->context));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  binder = td_field_binder_attach (row);
  td_field_binder_bind (binder, G_OBJECT (td_plan_context_get_plan (self->context)), property);
  g_ptr_array_add (self->binders, binder);

  return row;
}

static void
add_choice (TdFormTab *self,
            GtkWidget *group,
            const char *field,
            const char *title,
            const TdFormOption *options)
{
  GtkWidget *row = td_form_choice_new (self->context, title, options);

  td_form_choice_bind (TD_FORM_CHOICE (row), td_plan_context_get_plan (self->context), field);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static const TdFormOption urgencies[] = {
  { NULL, N_ ("None") },         { "KHẨN", N_ ("KHẨN") }, { "THƯỢNG KHẨN", N_ ("THƯỢNG KHẨN") },
  { "HỎA TỐC", N_ ("HỎA TỐC") }, { NULL, NULL },
};

static const TdFormOption circulations[] = {
  { NULL, N_ ("None") },
  { "LƯU HÀNH NỘI BỘ", N_ ("LƯU HÀNH NỘI BỘ") },
  { "XEM XONG TRẢ LẠI", N_ ("XEM XONG TRẢ LẠI") },
  { NULL, NULL },
};

static const TdFormOption orientations[] = {
  { NULL, N_ ("As the columns need") },
  { "portrait", N_ ("Portrait") },
  { "landscape", N_ ("Landscape") },
  { NULL, NULL },
};

static const TdFormOption prefixes[] = {
  { NULL, N_ ("None (the head signs)") },
  { "KT.", N_ ("KT. (deputy)") },
  { "Q.", N_ ("Q. (acting head)") },
  { "TL.", N_ ("TL. (by order)") },
  { "TUQ.", N_ ("TUQ. (authorised)") },
  { "TM.", N_ ("TM. (on behalf of a collective)") },
  { NULL, NULL },
};

static void
make_header (TdFormTab *self)
{
  GtkWidget *group = add_group (self, _ ("Header"), NULL);

  add_entry (self, group, "doc-type", _ ("Kind of document"));
  add_entry (self, group, "title", C_ ("document", "Title"));
  add_entry (self, group, "year", _ ("Year of the plan"));
  add_entry (self, group, "parent-agency", _ ("Parent agency"));
  add_entry (self, group, "agency", _ ("Agency"));
  add_entry (self, group, "agency-full", _ ("Agency in sentences"));
  add_entry (self, group, "number", _ ("Number (blank until given)"));
  add_entry (self, group, "symbol", _ ("Symbol"));
  add_entry (self, group, "place", _ ("Place"));
  adw_preferences_group_add (
      ADW_PREFERENCES_GROUP (group),
      td_form_date_new (self->context, _ ("Date of issue (blank until given)"),
                        td_plan_context_get_plan (self->context), "issued_date"));
  add_choice (self, group, "urgency", _ ("Urgency"), urgencies);
  add_choice (self, group, "circulation", _ ("Circulation"), circulations);
}

static void
make_lists (TdFormTab *self)
{
  static const char *const basis_fields[] = { "verb", "text", NULL };
  static const char *const recipient_fields[] = { "text", NULL };
  const char *const basis_labels[] = { _ ("Căn cứ"), _ ("Document with number, date and issuer"),
                                       NULL };
  const char *const recipient_labels[] = { _ ("Recipient"), NULL };
  GtkWidget *group = add_group (self, _ ("Legal Bases"), NULL);

  self->bases = TD_FORM_LIST (td_form_list_new (self->context, TD_KIND_LEGAL_BASIS, basis_fields,
                                                basis_labels, _ ("Add a Legal Basis")));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->bases));

  group = add_group (self, _ ("Opening Words"), NULL);
  self->preamble = TD_LOOSE_TEXTS (td_loose_texts_new (self->context, TD_BODY_PREAMBLE));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->preamble));
  group = add_group (self, _ ("Closing Words"), NULL);
  self->closing = TD_LOOSE_TEXTS (td_loose_texts_new (self->context, TD_BODY_CLOSING));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->closing));

  group = add_group (self, _ ("Recipients"), NULL);
  self->recipients = TD_FORM_LIST (td_form_list_new (
      self->context, TD_KIND_RECIPIENT, recipient_fields, recipient_labels, _ ("Add a Recipient")));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->recipients));
}

static void
add_signatory_cb (TdFormTab *self)
{
  g_autofree char *plan =
      g_strdup_printf ("%" G_GINT64_FORMAT, td_plan_context_get_plan_id (self->context));
  TdEdit *edit = td_edit_new_add (TD_KIND_SIGNATORY);

  td_edit_set_value (edit, "plan_id", plan);
  td_edit_set_value (edit, "title", "GIÁM ĐỐC");
  td_plan_context_edit (self->context, edit);
}

static void
make_signatory (TdFormTab *self)
{
  const char *const titles[] = { _ ("Signs for"), _ ("Office of the signer"),
                                 C_ ("person", "Name") };
  GtkWidget *group = add_group (self, _ ("Signatory"), NULL);
  GtkWidget *add = gtk_button_new_with_label (_ ("Add a Signatory"));

  self->signatory_group = group;
  self->prefix = TD_FORM_CHOICE (td_form_choice_new (self->context, _ ("Prefix"), prefixes));
  self->signatory_rows[0] = GTK_WIDGET (self->prefix);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->signatory_rows[0]);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      GtkWidget *row = adw_entry_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), titles[i]);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
      self->signatory_rows[i + 1] = row;
      self->signatory_binders[i] = td_field_binder_attach (row);
    }
  gtk_widget_add_css_class (add, "flat");
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_signatory_cb), self);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), add);
}

static void
make_annex (TdFormTab *self)
{
  GtkWidget *group = add_group (self, _ ("Annex"), NULL);

  add_entry (self, group, "annex-label", _ ("Label"));
  add_entry (self, group, "annex-title", _ ("Title"));
  add_entry (self, group, "annex-reference", _ ("Reference line (blank: composed)"));
  add_choice (self, group, "annex_orientation", _ ("Orientation"), orientations);
}

/* The signatory's fields follow the first signatory of the plan. */
static void
refresh (TdFormTab *self)
{
  static const char *const properties[] = { "on-behalf-of", "title", "name" };
  const TdPlanData *data = td_plan_context_get_data (self->context);
  const TdSignatoryRow *row = data != NULL ? td_plan_data_nth (data, TD_KIND_SIGNATORY, 0) : NULL;
  gint64 id = row != NULL ? row->row.id : 0;
  GtkWidget *add =
      adw_preferences_group_get_header_suffix (ADW_PREFERENCES_GROUP (self->signatory_group));

  gtk_widget_set_visible (add, id == 0 && !td_plan_context_get_read_only (self->context));
  if (id == self->signatory_id && self->signatory != NULL)
    return;
  self->signatory_id = id;
  if (self->signatory != NULL)
    td_conflict_unwatch (GTK_WIDGET (self), self->signatory);
  g_clear_object (&self->signatory);
  if (id != 0)
    {
      self->signatory = td_workspace_get_record (td_plan_context_get_workspace (self->context),
                                                 TD_KIND_SIGNATORY, id);
      td_conflict_watch (GTK_WIDGET (self), self->signatory);
    }
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    td_field_binder_bind (self->signatory_binders[i], G_OBJECT (self->signatory),
                          self->signatory != NULL ? properties[i] : NULL);
  td_form_choice_bind (self->prefix, self->signatory, "prefix");
  for (guint i = 0; i < G_N_ELEMENTS (self->signatory_rows); i++)
    gtk_widget_set_visible (self->signatory_rows[i], id != 0);
}

static void
td_form_tab_dispose (GObject *object)
{
  TdFormTab *self = TD_FORM_TAB (object);

  g_clear_pointer (&self->page, gtk_widget_unparent);
  g_clear_object (&self->signatory);
  g_clear_object (&self->context);
  g_clear_pointer (&self->binders, g_ptr_array_unref);

  G_OBJECT_CLASS (td_form_tab_parent_class)->dispose (object);
}

static void
td_form_tab_class_init (TdFormTabClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_form_tab_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
td_form_tab_init (TdFormTab *self)
{
  self->binders = g_ptr_array_new ();
}

/**
 * td_form_tab_new:
 * @context: the open plan
 *
 * Returns: the tab
 */
GtkWidget *
td_form_tab_new (TdPlanContext *context)
{
  TdFormTab *self = g_object_new (TD_TYPE_FORM_TAB, NULL);

  self->context = g_object_ref (context);
  self->page = adw_preferences_page_new ();
  gtk_widget_set_parent (self->page, GTK_WIDGET (self));
  make_header (self);
  make_lists (self);
  make_signatory (self);
  make_annex (self);
  td_conflict_watch (GTK_WIDGET (self), td_plan_context_get_plan (context));
  g_signal_connect_object (context, "data-changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);

  return GTK_WIDGET (self);
}
