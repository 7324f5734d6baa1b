/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-annex-tab.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "td-annex-layouts.h"
#include "td-annex-list.h"
#include "td-annex-panel.h"
#include "td-annex-strip.h"
#include "td-columns-dialog.h"
#include "td-fold-pane.h"
#include "td-plan-composer.h"

/* Below this width of the tab the panel lies over the table (design notes, section 8). */
#define WIDTH_FOR_PANEL 1060

struct _TdAnnexTab
{
  GtkWidget parent_instance;

  TdPlanContext *context;
  TdFoldPane *pane;
  GtkStack *stack;
  AdwStatusPage *empty;
  GtkButton *empty_button;
  AdwStatusPage *not_found;
  GtkWidget *body_note;
  GtkLabel *columns;
  TdAnnexStrip *strip;
  TdAnnexList *list;
  TdAnnexPanel *panel;
};

static void td_annex_tab_plan_tab_init (TdPlanTabInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TdAnnexTab,
                               td_annex_tab,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (TD_TYPE_PLAN_TAB, td_annex_tab_plan_tab_init))

static void
td_annex_tab_search (TdPlanTab *tab, const char *text)
{
  td_annex_strip_search (TD_ANNEX_TAB (tab)->strip, text);
}

static void
td_annex_tab_reveal (TdPlanTab *tab, TdSource source)
{
  TdAnnexTab *self = TD_ANNEX_TAB (tab);

  if (source.kind == TD_KIND_TASK || source.kind == TD_KIND_PLAN_GROUP)
    td_annex_list_select (self->list, (TdKind) source.kind, source.id, TRUE);
}

static void
td_annex_tab_flush (TdPlanTab *tab)
{
  td_annex_panel_flush (TD_ANNEX_TAB (tab)->panel);
}

/* Regions: tools, table, panel */
static gboolean
td_annex_tab_focus_region (TdPlanTab *tab, int step)
{
  TdAnnexTab *self = TD_ANNEX_TAB (tab);
  GtkWidget *regions[] = { GTK_WIDGET (self->strip), GTK_WIDGET (self->list),
                           GTK_WIDGET (self->panel) };
  int at = td_fold_pane_find_focus (regions, G_N_ELEMENTS (regions));

  if (at < 0 || at + step < 0 || at + step >= (int) G_N_ELEMENTS (regions))
    return FALSE;
  if (at + step == 2 && !td_fold_pane_is_panel_shown (self->pane))
    return FALSE;
  if (at + step == 1)
    {
      td_annex_list_focus_current (self->list);
      return TRUE;
    }

  return gtk_widget_child_focus (regions[at + step], GTK_DIR_TAB_FORWARD);
}

static void
td_annex_tab_plan_tab_init (TdPlanTabInterface *iface)
{
  iface->search = td_annex_tab_search;
  iface->reveal = td_annex_tab_reveal;
  iface->flush = td_annex_tab_flush;
  iface->focus_region = td_annex_tab_focus_region;
}

/* Enter on a row: the panel opens and its first field has the focus. */
static void
open_cb (TdAnnexTab *self, gboolean rename)
{
  td_fold_pane_show_panel (self->pane, TRUE);
  td_annex_panel_focus_first (self->panel);
}

static void
leave_cb (TdAnnexTab *self)
{
  td_annex_panel_flush (self->panel);
  if (td_fold_pane_is_folded (self->pane))
    td_fold_pane_show_panel (self->pane, FALSE);
  td_annex_list_focus_current (self->list);
}

static void
close_cb (TdAnnexTab *self)
{
  td_annex_panel_flush (self->panel);
  td_fold_pane_show_panel (self->pane, FALSE);
  td_annex_list_focus_current (self->list);
}

static void
show_empty (TdAnnexTab *self, gboolean has_annex)
{
  gboolean editable = !td_plan_context_get_read_only (self->context);

  adw_status_page_set_title (self->empty, has_annex ? _ ("No Tasks Yet") : _ ("No Annex"));
  adw_status_page_set_description (
      self->empty, has_annex ? _ ("Tasks stand in the annex with a lead unit, a product and a "
                                  "deadline.")
                             : _ ("This plan prints no annex. With one, its tasks stand in a table "
                                  "with lead unit, product and deadline."));
  gtk_button_set_label (self->empty_button, has_annex ? _ ("Add a Task") : _ ("Add an Annex"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->empty_button), editable);
}

/* "STT · Nhiệm vụ · …": what the annex prints, below it */
static void
show_columns (TdAnnexTab *self)
{
  TdAnnexLayout *layout = td_annex_list_get_layout (self->list);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < td_annex_layout_get_n (layout); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " · " : "",
                            td_annex_layout_nth (layout, i)->heading);
  gtk_label_set_label (self->columns, text->str);
}

static void
refreshed_cb (TdAnnexTab *self)
{
  const TdPlanData *data = td_plan_context_get_data (self->context);
  TdAnnexModel *model = td_annex_list_get_model (self->list);
  gboolean has_annex = data != NULL && td_plan_has_annex (data);
  guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (td_annex_model_get_items (model)));
  const char *page = "list";

  if (data == NULL)
    return;
  if (td_annex_model_get_n_tasks (model) == 0 && td_annex_model_get_n_groups (model) == 0)
    page = "empty";
  else if (n_shown == 0)
    page = "not-found";
  if (g_str_equal (page, "empty"))
    show_empty (self, has_annex);
  show_columns (self);
  gtk_widget_set_visible (self->body_note, !has_annex && g_str_equal (page, "list"));
  gtk_stack_set_visible_child_name (self->stack, page);
  /* There is nothing to edit beside an empty annex. */
  td_fold_pane_set_has_panel (self->pane, !g_str_equal (page, "empty"));
}

/* An annex with the columns that most plans have. */
static void
add_annex (TdAnnexTab *self)
{
  const TdPlanData *data = td_plan_context_get_data (self->context);
  guint n;
  const TdLayoutColumn *columns = td_annex_layouts_get (0, &n);
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (TdWantedColumn));
  TdEdit *batch;

  if (data == NULL || td_plan_context_get_read_only (self->context))
    return;
  for (guint i = 0; i < n; i++)
    {
      TdWantedColumn column = { 0, (char *) columns[i].role, (char *) columns[i].heading };

      g_array_append_val (wanted, column);
    }
  batch = td_annex_layouts_apply (data, (const TdWantedColumn *) wanted->data, wanted->len);
  td_edit_batch_append (
      batch, td_edit_new_set (TD_KIND_PLAN, data->plan->row.id, "annex_label", "Phụ lục"));
  td_plan_context_edit (self->context, batch);
}

static void
columns_cb (TdAnnexTab *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_window_present (GTK_WINDOW (
      td_columns_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->context)));
}

static void
columns_clicked_cb (TdAnnexTab *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->list), "annex.columns", NULL);
}

static void
empty_clicked_cb (TdAnnexTab *self)
{
  const TdPlanData *data = td_plan_context_get_data (self->context);

  if (data != NULL && td_plan_has_annex (data))
    gtk_widget_activate_action (GTK_WIDGET (self->list), "annex.add", NULL);
  else
    add_annex (self);
}

static void
td_annex_tab_dispose (GObject *object)
{
  TdAnnexTab *self = TD_ANNEX_TAB (object);

  if (self->pane != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->pane));
  self->pane = NULL;
  g_clear_object (&self->context);

  G_OBJECT_CLASS (td_annex_tab_parent_class)->dispose (object);
}

static void
td_annex_tab_class_init (TdAnnexTabClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = td_annex_tab_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
make_body_note (TdAnnexTab *self)
{
  GtkWidget *note = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (
      _ ("This plan has no annex: its tasks are paragraphs of the text and are arranged there."));
  GtkWidget *button = gtk_button_new_with_label (_ ("Add an Annex"));

  gtk_widget_add_css_class (note, "annex-note");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_sensitive (button, !td_plan_context_get_read_only (self->context));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (add_annex), self);
  gtk_box_append (GTK_BOX (note), label);
  gtk_box_append (GTK_BOX (note), button);

  return note;
}

static AdwStatusPage *
make_status (const char *title, const char *icon, GtkWidget *button)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), icon);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);

  return ADW_STATUS_PAGE (page);
}

static GtkWidget *
make_stack (TdAnnexTab *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *clear = gtk_button_new_with_label (_ ("Remove the Filter"));

  self->body_note = make_body_note (self);
  gtk_box_append (GTK_BOX (box), self->body_note);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  self->empty_button = GTK_BUTTON (gtk_button_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->empty_button), "suggested-action");
  g_signal_connect_swapped (self->empty_button, "clicked", G_CALLBACK (empty_clicked_cb), self);
  self->empty = make_status ("", "td-table-symbolic", GTK_WIDGET (self->empty_button));
  g_signal_connect_swapped (clear, "clicked", G_CALLBACK (td_annex_strip_clear), self->strip);
  self->not_found = make_status (_ ("No Task Like That"), "td-find-symbolic", clear);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, box, "list");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->empty), "empty");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->not_found), "not-found");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);

  return GTK_WIDGET (self->stack);
}

static GtkWidget *
make_foot (TdAnnexTab *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *button = gtk_button_new_with_label (_ ("Change Columns…"));

  gtk_widget_add_css_class (foot, "annex-foot");
  self->columns = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->columns, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->columns, 1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->columns), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->columns), "td-dim");
  gtk_widget_add_css_class (GTK_WIDGET (self->columns), "td-xs");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_sensitive (button, !td_plan_context_get_read_only (self->context));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (columns_clicked_cb), self);
  gtk_box_append (GTK_BOX (foot), GTK_WIDGET (self->columns));
  gtk_box_append (GTK_BOX (foot), button);

  return foot;
}

static void
td_annex_tab_init (TdAnnexTab *self)
{
}

/**
 * td_annex_tab_new:
 * @context: the open plan
 *
 * Returns: the tab
 */
GtkWidget *
td_annex_tab_new (TdPlanContext *context)
{
  TdAnnexTab *self = g_object_new (TD_TYPE_ANNEX_TAB, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->context = g_object_ref (context);
  self->list = TD_ANNEX_LIST (td_annex_list_new (context));
  self->strip = TD_ANNEX_STRIP (td_annex_strip_new (context, self->list));
  self->panel = TD_ANNEX_PANEL (td_annex_panel_new (context, self->list));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->strip));
  gtk_box_append (GTK_BOX (box), make_stack (self));
  gtk_box_append (GTK_BOX (box), make_foot (self));
  self->pane = TD_FOLD_PANE (td_fold_pane_new (box, GTK_WIDGET (self->panel), WIDTH_FOR_PANEL));
  gtk_widget_set_parent (GTK_WIDGET (self->pane), GTK_WIDGET (self));
  g_signal_connect_object (self->list, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "refreshed", G_CALLBACK (refreshed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "columns", G_CALLBACK (columns_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->panel, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->panel, "close", G_CALLBACK (close_cb), self, G_CONNECT_SWAPPED);
  refreshed_cb (self);

  return GTK_WIDGET (self);
}
