/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-procedure-dialog.h"

#include <glib/gi18n-lib.h>

#include "td-clock-office.h"
#include "td-date.h"
#include "td-dossier-outcome.h"
#include "td-form-grid.h"
#include "td-paper-list.h"
#include "td-procedure-item.h"
#include "td-procedure-reader.h"
#include "td-suggest-entry.h"
#include "td-text.h"

struct _TdProcedureDialog
{
  AdwWindow parent_instance;

  GtkWidget *code;
  GtkWidget *name;
  TdSuggestEntry *area;
  TdSuggestEntry *unit;
  GtkDropDown *level;
  GtkWidget *limit;
  GtkWidget *legal_limit;
  GtkWidget *fee;
  GtkDropDown *policy;
  TdPaperList *papers;
  GtkWidget *from;
  GtkWidget *to;
  GtkWidget *note;
  GtkLabel *trouble;
  GtkWidget *save;

  TdWorkspace *workspace;
  TdProcedureTask task;
  TdProcedureRow *row; /* (nullable): as it was */
  GPtrArray *units;    /* (element-type TdUnitRow) */
  GPtrArray *policies; /* (element-type utf8): keys; the first is none of its own */
};

G_DEFINE_FINAL_TYPE (TdProcedureDialog, td_procedure_dialog, ADW_TYPE_WINDOW)

static guint saved_signal;

static gboolean
refuse (TdProcedureDialog *self, GtkWidget *field, const char *trouble)
{
  gtk_label_set_label (self->trouble, trouble);
  gtk_widget_grab_focus (field);

  return FALSE;
}

static gboolean
read_limit (TdProcedureDialog *self, GtkWidget *entry, gint64 *value, char **unit)
{
  g_autofree char *typed = td_form_entry_text (entry);
  const char *nick = NULL;

  *value = 0;
  g_clear_pointer (unit, g_free);
  if (typed == NULL)
    return TRUE;
  if (!td_procedure_parse_limit (typed, value, &nick))
    return refuse (self, entry,
                   _ ("Write a time limit like “5 ngày làm việc”, “2 giờ”, “15 ngày”, “1 tháng” "
                      "or “trong ngày”."));
  *unit = g_strdup (nick);

  return TRUE;
}

static gboolean
read_date (TdProcedureDialog *self, GtkWidget *entry, char **iso)
{
  g_autofree char *typed = td_form_entry_text (entry);
  GDate date;

  g_clear_pointer (iso, g_free);
  if (typed == NULL)
    return TRUE;
  if (!td_date_parse_typed (typed, NULL, 0, &date))
    return refuse (self, entry, _ ("Write a day like 31/3/2026."));
  *iso = td_date_format_iso (&date);

  return TRUE;
}

/* "15.000": points between the thousands; none is unknown */
static gboolean
read_fee (TdProcedureDialog *self, gint64 *fee)
{
  g_autofree char *typed = td_form_entry_text (self->fee);

  *fee = typed != NULL ? 0 : -1;
  for (const char *p = typed; p != NULL && *p != '\0'; p++)
    {
      if (*p == '.' || *p == ' ')
        continue;
      if (!g_ascii_isdigit (*p) || *fee > G_MAXINT32)
        return refuse (self, self->fee, _ ("Write the fee in đồng, like 15.000."));
      *fee = *fee * 10 + (*p - '0');
    }

  return TRUE;
}

static void
take (char **target, char *text)
{
  g_free (*target);
  *target = text;
}

static char *
suggest_text (TdSuggestEntry *entry)
{
  return td_form_entry_text (td_suggest_entry_get_entry (entry));
}

/* The unit of the register that has the name, 0: none */
static gint64
find_unit (TdProcedureDialog *self, const char *name)
{
  g_autofree char *folded = name != NULL ? td_text_fold (name) : NULL;

  for (guint i = 0; folded != NULL && self->units != NULL && i < self->units->len; i++)
    {
      const TdUnitRow *unit = g_ptr_array_index (self->units, i);
      g_autofree char *other = td_text_fold (unit->name);

      if (g_str_equal (folded, other))
        return unit->row.id;
    }

  return 0;
}

static gboolean
read_form (TdProcedureDialog *self, TdProcedureRow *row)
{
  guint level = gtk_drop_down_get_selected (self->level);

  take (&row->code, td_form_entry_text (self->code));
  take (&row->name, td_form_entry_text (self->name));
  take (&row->area, suggest_text (self->area));
  take (&row->unit_text, suggest_text (self->unit));
  row->unit_id = find_unit (self, row->unit_text);
  take (&row->service_level,
        level > 0 && level < TD_N_LEVELS ? g_strdup (td_level_nick ((TdLevel) level)) : NULL);
  take (&row->note, td_form_entry_text (self->note));
  if (row->code == NULL || row->name == NULL)
    return refuse (self, row->code == NULL ? self->code : self->name,
                   _ ("A procedure has a code and a name."));
  if (!read_limit (self, self->limit, &row->limit_value, &row->limit_unit) ||
      !read_limit (self, self->legal_limit, &row->legal_limit_value, &row->legal_limit_unit))
    return FALSE;
  if (row->limit_unit == NULL)
    return refuse (self, self->limit,
                   _ ("A procedure has a time limit, such as “5 ngày làm việc”."));
  take (&row->policy,
        g_strdup (g_ptr_array_index (self->policies, MIN (gtk_drop_down_get_selected (self->policy),
                                                          self->policies->len - 1))));
  if (!read_fee (self, &row->fee) || !read_date (self, self->from, &row->valid_from) ||
      !read_date (self, self->to, &row->valid_to))
    return FALSE;
  if (self->task == TD_PROCEDURE_VERSION && row->valid_from == NULL)
    return refuse (self, self->from, _ ("A new version has the day from which it is in force."));

  return TRUE;
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TdProcedureDialog) self = data;
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  if (self->workspace == NULL)
    return;
  if (!td_edit_run_finish (result, &id, &error))
    {
      gtk_label_set_label (self->trouble, error->message);
      gtk_widget_set_sensitive (self->save, TRUE);
      return;
    }
  g_signal_emit (self, saved_signal, 0, id);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
save_cb (TdProcedureDialog *self)
{
  TdProcedureRow *row = self->row != NULL ? td_row_copy (TD_KIND_PROCEDURE, self->row)
                                          : td_row_new (TD_KIND_PROCEDURE);
  g_autoptr (TdEdit) edit = NULL;

  gtk_label_set_label (self->trouble, NULL);
  if (read_form (self, row))
    {
      edit = self->task == TD_PROCEDURE_ADD   ? td_procedure_edit_add (row)
             : self->task == TD_PROCEDURE_SET ? td_procedure_edit_set (self->row, row)
                                              : td_procedure_edit_version (self->row, row);
      td_procedure_edit_take_papers (edit, td_paper_list_get_papers (self->papers));
      gtk_widget_set_sensitive (self->save, FALSE);
      td_edit_run_async (g_steal_pointer (&edit), self->workspace, saved_cb, g_object_ref (self));
    }
  td_row_free (TD_KIND_PROCEDURE, row);
}

static void
td_procedure_dialog_dispose (GObject *object)
{
  TdProcedureDialog *self = TD_PROCEDURE_DIALOG (object);

  g_clear_object (&self->workspace);
  g_clear_pointer (&self->units, g_ptr_array_unref);
  g_clear_pointer (&self->policies, g_ptr_array_unref);
  td_row_free (TD_KIND_PROCEDURE, self->row);
  self->row = NULL;
  G_OBJECT_CLASS (td_procedure_dialog_parent_class)->dispose (object);
}

static void
td_procedure_dialog_class_init (TdProcedureDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_procedure_dialog_dispose;
  saved_signal = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static TdSuggestEntry *
suggest_new (void)
{
  TdSuggestEntry *entry = TD_SUGGEST_ENTRY (td_suggest_entry_new ());

  g_signal_connect (entry, "chosen", G_CALLBACK (td_suggest_entry_set_text), NULL);

  return entry;
}

static GtkWidget *
form_new (TdProcedureDialog *self)
{
  const char *levels[TD_N_LEVELS + 1] = { NULL };
  GtkWidget *widget = gtk_grid_new ();
  GtkGrid *grid = GTK_GRID (widget);

  for (guint i = 0; i < TD_N_LEVELS; i++)
    levels[i] = td_level_label ((TdLevel) i);
  gtk_grid_set_row_spacing (grid, 8);
  gtk_grid_set_column_spacing (grid, 12);
  self->code = td_form_entry_new ("1.005099");
  self->name = td_form_entry_new (NULL);
  self->area = suggest_new ();
  self->unit = suggest_new ();
  self->level = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (levels));
  self->limit = td_form_entry_new ("5 ngày làm việc");
  self->legal_limit = td_form_entry_new (NULL);
  self->fee = td_form_entry_new (NULL);
  self->policy = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  self->papers = TD_PAPER_LIST (td_paper_list_new ());
  self->from = td_form_entry_new (_ ("always"));
  self->to = td_form_entry_new (_ ("open"));
  self->note = td_form_entry_new (NULL);
  td_form_grid_add (grid, _ ("Code"), self->code, NULL);
  td_form_grid_add (grid, _ ("Name"), self->name, NULL);
  td_form_grid_add (grid, _ ("Area"), GTK_WIDGET (self->area),
                    td_suggest_entry_get_entry (self->area));
  td_form_grid_add (grid, _ ("Resolving unit"), GTK_WIDGET (self->unit),
                    td_suggest_entry_get_entry (self->unit));
  td_form_grid_add (grid, _ ("Service level"), GTK_WIDGET (self->level), NULL);
  td_form_grid_add (grid, _ ("Time limit"), self->limit, NULL);
  td_form_grid_add (grid, _ ("Legal time limit"), self->legal_limit, NULL);
  td_form_grid_add (grid, _ ("Fee (đồng)"), self->fee, NULL);
  td_form_grid_add (grid, _ ("While papers are missing"), GTK_WIDGET (self->policy), NULL);
  td_form_grid_add (grid, _ ("Papers"), GTK_WIDGET (self->papers), NULL);
  td_form_grid_add (grid, _ ("In force from"), self->from, NULL);
  td_form_grid_add (grid, _ ("Last day in force"), self->to, NULL);
  td_form_grid_add (grid, _ ("Note"), self->note, NULL);

  return widget;
}

static void
td_procedure_dialog_init (TdProcedureDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *inner = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *scroll = gtk_scrolled_window_new ();

  self->save = gtk_button_new_with_mnemonic (_ ("_Save"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (save_cb), self);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->save);
  self->trouble = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->trouble, TRUE);
  gtk_label_set_xalign (self->trouble, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->trouble), "error");
  gtk_widget_set_margin_start (inner, 18);
  gtk_widget_set_margin_end (inner, 18);
  gtk_widget_set_margin_top (inner, 12);
  gtk_widget_set_margin_bottom (inner, 18);
  gtk_box_append (GTK_BOX (inner), form_new (self));
  gtk_box_append (GTK_BOX (inner), GTK_WIDGET (self->trouble));
  gtk_box_append (GTK_BOX (box), bar);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), inner);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroll), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroll), 640);
  gtk_widget_set_vexpand (scroll, TRUE);
  gtk_box_append (GTK_BOX (box), scroll);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->save);
  gtk_window_set_default_size (GTK_WINDOW (self), 760, -1);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
}

static void
set_date (GtkWidget *entry, const char *iso)
{
  g_autofree char *text = td_date_display_iso (iso);

  td_form_entry_set (entry, text);
}

static void
set_limit (GtkWidget *entry, const char *unit, gint64 value)
{
  g_autofree char *text = td_procedure_limit_text (unit, value);

  td_form_entry_set (entry, text);
}

static void
set_unit (TdProcedureDialog *self)
{
  const char *text = self->row->unit_text;

  for (guint i = 0; text == NULL && self->units != NULL && i < self->units->len; i++)
    {
      const TdUnitRow *unit = g_ptr_array_index (self->units, i);

      if (unit->row.id == self->row->unit_id)
        text = unit->name;
    }
  td_suggest_entry_set_text (self->unit, text != NULL ? text : "");
}

/* A row names a policy by its key or by its short word. */
static void
set_policy (TdProcedureDialog *self)
{
  g_autoptr (TdClockOffice) office =
      td_clock_office_load (td_workspace_get_connection (self->workspace), NULL);
  const TdDeadlinePolicy *policy =
      office != NULL && self->row->policy != NULL
          ? td_deadline_policies_find (office->policies, self->row->policy)
          : NULL;

  for (guint i = 1; policy != NULL && i < self->policies->len; i++)
    if (g_str_equal (policy->key, g_ptr_array_index (self->policies, i)))
      gtk_drop_down_set_selected (self->policy, i);
}

static void
set_papers (TdProcedureDialog *self)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_PROCEDURE_PAPER);
  g_autoptr (GPtrArray) papers = NULL;

  td_query_where_int (query, "procedure_id", TD_QUERY_EQUAL, self->row->row.id);
  td_query_order_by (query, "position", FALSE);
  papers = td_workspace_list_rows (self->workspace, query, NULL);
  if (papers != NULL)
    td_paper_list_set_papers (self->papers, papers);
}

static void
fill (TdProcedureDialog *self)
{
  const TdProcedureRow *row = self->row;
  gboolean same = self->task == TD_PROCEDURE_SET;
  g_autofree char *fee = row->fee >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, row->fee) : NULL;

  td_form_entry_set (self->code, row->code);
  td_form_entry_set (self->name, row->name);
  td_suggest_entry_set_text (self->area, row->area != NULL ? row->area : "");
  set_unit (self);
  for (guint i = 1; i < TD_N_LEVELS; i++)
    {
      if (g_strcmp0 (row->service_level, td_level_nick ((TdLevel) i)) == 0)
        gtk_drop_down_set_selected (self->level, i);
    }
  set_limit (self->limit, row->limit_unit, row->limit_value);
  set_limit (self->legal_limit, row->legal_limit_unit, row->legal_limit_value);
  td_form_entry_set (self->fee, fee);
  set_policy (self);
  set_papers (self);
  set_date (self->from, same ? row->valid_from : NULL);
  set_date (self->to, same ? row->valid_to : NULL);
  td_form_entry_set (self->note, same ? row->note : NULL);
}

/* The rules that a dossier may be under; an alias is how older records name one. */
static void
list_policies (TdProcedureDialog *self)
{
  g_autoptr (TdClockOffice) office =
      td_clock_office_load (td_workspace_get_connection (self->workspace), NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint n = office != NULL ? td_deadline_policies_n (office->policies) : 0;

  self->policies = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->policies, NULL);
  gtk_string_list_append (names, _ ("As the law of the day of receipt says"));
  for (guint i = 0; i < n; i++)
    {
      const TdDeadlinePolicy *policy = td_deadline_policies_nth (office->policies, i);

      g_ptr_array_add (self->policies, g_strdup (policy->key));
      gtk_string_list_append (names, policy->name);
    }
  gtk_drop_down_set_model (self->policy, G_LIST_MODEL (names));
}

/* What is in the registers already, to be chosen while typing */
static void
suggest (TdProcedureDialog *self)
{
  g_autoptr (TdQuery) query = td_query_new (TD_KIND_UNIT);
  g_autoptr (GPtrArray) rows = td_procedure_list (self->workspace, NULL);
  g_autoptr (GtkStringList) units = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) areas = gtk_string_list_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  self->units = td_workspace_list_rows (self->workspace, query, NULL);
  for (guint i = 0; self->units != NULL && i < self->units->len; i++)
    gtk_string_list_append (units, ((TdUnitRow *) g_ptr_array_index (self->units, i))->name);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const TdProcedureRow *row = g_ptr_array_index (rows, i);

      if (row->area != NULL && g_hash_table_add (seen, row->area))
        gtk_string_list_append (areas, row->area);
    }
  td_suggest_entry_set_model (self->unit, G_LIST_MODEL (units));
  td_suggest_entry_set_model (self->area, G_LIST_MODEL (areas));
}

/**
 * td_procedure_dialog_new:
 * @workspace: the workspace
 * @parent: (nullable): the window it belongs to
 * @task: what is done
 * @row: (nullable): the version to change or to follow; %NULL for a new procedure
 *
 * Returns: (transfer floating): the dialog, to be presented
 */
GtkWidget *
td_procedure_dialog_new (TdWorkspace *workspace,
                         GtkWindow *parent,
                         TdProcedureTask task,
                         const TdProcedureRow *row)
{
  const char *const titles[] = { _ ("Add a Procedure"), _ ("Change a Procedure"),
                                 _ ("New Version of a Procedure") };
  TdProcedureDialog *self = g_object_new (TD_TYPE_PROCEDURE_DIALOG, "transient-for", parent, NULL);

  g_return_val_if_fail (row != NULL || task == TD_PROCEDURE_ADD, NULL);

  self->workspace = g_object_ref (workspace);
  self->task = task;
  self->row = row != NULL ? td_row_copy (TD_KIND_PROCEDURE, row) : NULL;
  suggest (self);
  list_policies (self);
  if (row != NULL)
    fill (self);
  gtk_window_set_title (GTK_WINDOW (self), titles[task]);
  gtk_widget_set_sensitive (self->code, task != TD_PROCEDURE_VERSION);
  if (task == TD_PROCEDURE_VERSION)
    gtk_entry_set_placeholder_text (GTK_ENTRY (self->from), "31/3/2026");
  gtk_widget_grab_focus (task == TD_PROCEDURE_ADD       ? self->code
                         : task == TD_PROCEDURE_VERSION ? self->from
                                                        : self->limit);

  return GTK_WIDGET (self);
}
